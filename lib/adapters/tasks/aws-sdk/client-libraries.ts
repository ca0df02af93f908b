import type { SdkSchema } from './sdk-schema.ts';

export type Constructor<Made> = new (argument: object) => Made;

/** What a client itself is made with, so that all is of one version. */
export interface ClientLibraries {
  readSchema(schema: unknown): SdkSchema;
  /** For HTTP/1.1: some clients would speak HTTP/2, which stand-ins of services do not, and only streams need. */
  createHandler(options: object): object;
}

/** @param load as the client does; @returns undefined when it is made otherwise, as old ones are */
export function clientLibraries(load: NodeJS.Require): ClientLibraries | undefined {
  try {
    const { NormalizedSchema } = load('@smithy/core/schema') as {
      readonly NormalizedSchema: { of(schema: unknown): SdkSchema };
    };
    const { NodeHttpHandler } = load('@smithy/node-http-handler') as { readonly NodeHttpHandler: Constructor<object> };
    return {
      readSchema: (schema) => NormalizedSchema.of(schema),
      createHandler: (options) => new NodeHttpHandler(options),
    };
  } catch {
    return undefined;
  }
}
