import type { ApiRequest } from './message.ts';

/** What the model allows in the traceHeader member. */
const TRACE_HEADER = /^\p{ASCII}{1,256}$/u;

/** The X-Amzn-Trace-Id header, which wins over the traceHeader member; one that could not be such a member is ignored. */
export function traceHeaderOf({ headers }: Pick<ApiRequest, 'headers'>): string | undefined {
  const header = headers['x-amzn-trace-id'];
  return header !== undefined && TRACE_HEADER.test(header) ? header : undefined;
}
