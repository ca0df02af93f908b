import type { MetadataBearer, MiddlewareStack } from '@smithy/types';

/** Header names as AWS shows them; Node gives them in lower case (recorded 2025-11). */
const SHOWN_AS: Readonly<Record<string, string>> = {
  'content-length': 'Content-Length',
  'content-type': 'Content-Type',
  date: 'Date',
  server: 'Server',
  'x-amz-executed-version': 'X-Amz-Executed-Version',
  'x-amz-function-error': 'X-Amz-Function-Error',
  'x-amz-log-result': 'X-Amz-Log-Result',
  'x-amzn-remapped-content-length': 'x-amzn-Remapped-Content-Length',
  'x-amzn-requestid': 'x-amzn-RequestId',
  'x-amzn-trace-id': 'X-Amzn-Trace-Id',
};

/** The headers that an answer of the SDK came with, names as AWS shows them; none for what is no such answer. */
export type ResponseHeaders = (answer: { readonly $metadata: object }) => Readonly<Record<string, string>>;

/**
 * Makes a client keep the headers of each answer.
 * @param shownAs names that the service writes otherwise
 */
export function keepResponseHeaders<Input extends object, Output extends MetadataBearer>(
  client: { readonly middlewareStack: MiddlewareStack<Input, Output> },
  shownAs: Readonly<Record<string, string>> = {},
): ResponseHeaders {
  const kept = new WeakMap<object, Readonly<Record<string, string>>>();
  const names = { ...SHOWN_AS, ...shownAs };
  client.middlewareStack.add(
    (next) => async (args) => {
      const answered = await next(args);
      const { headers = {} } = answered.response as { readonly headers?: Readonly<Record<string, string>> };
      const named = Object.entries(headers).map(([name, value]) => [names[name] ?? name, value] as const);
      if (answered.output) kept.set(answered.output.$metadata, Object.fromEntries(named));
      return answered;
    },
    // Outside of the deserializer, which makes the output.
    { step: 'deserialize', name: 'keepResponseHeaders', priority: 'high' },
  );
  return ({ $metadata }) => kept.get($metadata) ?? {};
}
