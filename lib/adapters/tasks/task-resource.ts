/** A Task state's Resource, taken apart: a Lambda function itself, or an action of a service. */
type TaskResource =
  | { readonly kind: 'lambdaFunction'; readonly arn: string }
  | { readonly kind: 'integration'; readonly service: string; readonly action: string; readonly pattern: Pattern };

/** How the state waits: for the answer, for the job, for the job with JSON in place of texts, for a callback. */
type Pattern = 'requestResponse' | 'sync' | 'sync:2' | 'waitForTaskToken';

const PATTERNS: ReadonlySet<string> = new Set<Pattern>(['sync', 'sync:2', 'waitForTaskToken']);

/** @returns undefined for anything that is neither, such as an activity (which no runner calls) */
export function parseTaskResource(resource: string): TaskResource | undefined {
  const [prefix, , owner, , , ...rest] = resource.split(':');
  if (prefix !== 'arn') return undefined;
  if (owner === 'lambda' && rest[0] === 'function') return { kind: 'lambdaFunction', arn: resource };
  if (owner !== 'states' || rest.length < 2) return undefined;
  const service = rest[0] === 'aws-sdk' ? `aws-sdk:${rest[1] ?? ''}` : (rest[0] ?? '');
  const call = rest.slice(rest[0] === 'aws-sdk' ? 2 : 1).join(':');
  const dot = call.indexOf('.');
  const pattern = dot < 0 ? undefined : call.slice(dot + 1);
  if (pattern !== undefined && !isPattern(pattern)) return undefined;
  return {
    kind: 'integration',
    service,
    action: dot < 0 ? call : call.slice(0, dot),
    pattern: pattern ?? 'requestResponse',
  };
}

function isPattern(text: string): text is Pattern {
  return PATTERNS.has(text);
}
