import type { ApiResponse } from '../../lib/api/protocol/message.ts';

/** Answers with an error are of these; everything else in the 400s has no place here. */
const REFUSALS: ReadonlySet<number> = new Set([400, 413]);
/** What a stack trace, or a path of ours, looks like. */
const INSIDE = /\n\s+at [\w.$<>]+ \(|\n\s+at (?:async|file|node)\b|node_modules|\.[cm]?[jt]s:\d/;

/** What is wrong with an answer; undefined when nothing is. */
export function findFault({ status, headers, body }: ApiResponse): string | undefined {
  if (status !== 200 && !REFUSALS.has(status)) return `The status is ${status}: ${body.slice(0, 500)}`;
  const answer = parsed(body);
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return 'The answer is no JSON object';
  if (status === 200) return headers['x-amzn-requestid'] === '' ? 'The answer has no request id' : undefined;
  const { __type: type, message } = answer as Record<string, unknown>;
  if (typeof type !== 'string' || !/^[A-Z][A-Za-z]+$/.test(type)) return `The error is called ${String(type)}`;
  if (typeof message !== 'string' || message === '') return `${type} has no message`;
  return INSIDE.test(message) ? `The message shows our inside: ${message.slice(0, 500)}` : undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
