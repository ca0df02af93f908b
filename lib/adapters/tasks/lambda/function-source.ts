/** A function in a module of this machine. */
export interface LocalFunction {
  /** Absolute path of a JavaScript or TypeScript module. */
  readonly module: string;
  /** The export that handles events; dots lead into objects. */
  readonly export: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** A function behind HTTP, such as a container with Lambda's runtime interface emulator. */
export interface FunctionUrl {
  readonly url: string;
}

/** Where functions are, by name. */
export type FunctionMapping = Readonly<Record<string, LocalFunction | FunctionUrl>>;
