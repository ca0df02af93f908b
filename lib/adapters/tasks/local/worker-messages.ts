/** What the thread of a function is given when it starts. */
export interface WorkerStart {
  /** URL of the bundled module. */
  readonly bundle: string;
  /** Absolute path of the module as the author wrote it. */
  readonly module: string;
  readonly export: string;
  readonly functionName: string;
  readonly memoryMegabytes: number;
}

/** An event for the function; one at a time, as in Lambda. */
export interface InvokeMessage {
  /** JSON text. */
  readonly payload: string;
  readonly requestId: string;
  readonly functionArn: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
  /** Base64 of a JSON text. */
  readonly clientContext?: string;
}

export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  /** `payload`: JSON text; `last`: the thread ends, like a Lambda runtime after an uncaught exception. */
  | { readonly type: 'result'; readonly payload: string; readonly failed: boolean; readonly last: boolean };
