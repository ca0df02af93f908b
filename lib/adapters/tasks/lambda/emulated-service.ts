import { randomUUID } from 'node:crypto';
import { parseJsonText } from '../../../asl/json-text/parse-json-text.ts';
import type { Failure } from '../integration.ts';
import type { Invocation, Invoked, InvokeFunction } from './invocation.ts';
import { badPayload } from './invoke-errors.ts';

/** How a function ended: with a value, or (`failed`) with the description of an error. */
export interface FunctionResult {
  /** JSON text. */
  readonly payload: string;
  readonly failed: boolean;
  /** What the function printed. */
  readonly log?: string;
}

/** Runs a function to its end, or says why it could not be reached. */
export type RunFunction = (
  invocation: Invocation,
  requestId: string,
  signal: AbortSignal,
) => Promise<FunctionResult | Failure>;

const LOG_TAIL_BYTES = 4096;

/** Puts what Lambda's Invoke action adds around a function that does not run in Lambda. */
export function emulatedService(run: RunFunction): InvokeFunction {
  return async (invocation, signal) => {
    const payload = parseJsonText(invocation.payload);
    if (!payload.ok) return badPayload(`${payload.message}\n at ${payload.location.replace('(String)', '(byte[])')}`);
    const requestId = randomUUID();
    if (invocation.invocationType === 'DryRun') return answer(204, requestId, invocation);
    const ended = run(invocation, requestId, signal);
    if (invocation.invocationType === 'Event') {
      void ended.catch(() => undefined); // Nobody waits for it, as with Lambda's asynchronous invocation.
      return answer(202, requestId, invocation);
    }
    const result = await ended;
    return 'error' in result ? result : answer(200, requestId, invocation, result);
  };
}

function answer(statusCode: number, requestId: string, { target, tail }: Invocation, result?: FunctionResult): Invoked {
  const version = target.qualifier ?? '$LATEST';
  const logResult = tail && result ? base64Tail(result.log ?? '') : undefined;
  return {
    statusCode,
    requestId,
    headers: {
      ...(result && { 'X-Amz-Executed-Version': version }),
      'x-amzn-Remapped-Content-Length': '0',
      Connection: 'keep-alive',
      'x-amzn-RequestId': requestId,
      'Content-Length': String(Buffer.byteLength(result?.payload ?? '')),
      Date: new Date().toUTCString(),
      ...(logResult !== undefined && { 'X-Amz-Log-Result': logResult }),
      'Content-Type': 'application/json',
    },
    ...(result && { executedVersion: version, payload: result.payload }),
    ...(result?.failed && { functionError: 'Unhandled' }),
    ...(logResult !== undefined && { logResult }),
  };
}

function base64Tail(log: string): string {
  return Buffer.from(log, 'utf8').subarray(-LOG_TAIL_BYTES).toString('base64');
}
