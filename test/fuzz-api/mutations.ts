import { gzipSync } from 'node:zlib';
import type { ApiRequest } from '../../lib/api/protocol/message.ts';
import type { Random } from '../simulator/random.ts';

const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

/** What nobody expects in a member. Texts of a megabyte are rare enough that a run is not made of them. */
const ODD_VALUES: readonly (readonly [value: unknown, weight: number])[] = [
  [null, 3],
  [undefined, 3],
  ['', 3],
  [' ', 2],
  ['x', 3],
  [0, 2],
  [-1, 2],
  [1.5, 1],
  [1e308, 1],
  [-0, 1],
  [2 ** 53, 1],
  [1001, 1],
  [true, 2],
  [[], 2],
  [{}, 2],
  [[null], 1],
  [[[]], 1],
  [{ key: 1, value: [] }, 1],
  ['\u0000', 1],
  ['\ud800', 1],
  ['é😀\u2028', 1],
  ['__proto__', 1],
  ['constructor', 1],
  ['{"__proto__":{"a":1}}', 1],
  ['{', 1],
  ['[1,2', 1],
  ['1e400', 1],
  ['arn:aws:states:eu-west-1:111122223333:stateMachine:m0', 1],
  ['arn:aws:states:eu-west-1:111122223333:stateMachine:m0/l', 1],
  ['arn:aws:states:eu-west-1:111122223333:stateMachine:m0:1', 1],
  ['arn:aws:states:eu-west-1:111122223333:stateMachine:m0:PROD', 1],
  ['arn:aws:states:eu-west-1:111122223333:stateMachine:m0:99999999999999999999', 1],
  ['arn:aws:states:eu-west-1:111122223333:execution:m0:e0', 1],
  ['arn:aws:states:eu-west-1:111122223333:express:m0:e0:x', 1],
  ['arn:aws:states:eu-west-1:111122223333:activity:a0', 1],
  ['arn:aws:states:eu-west-1:111122223333:mapRun:m0/l:x', 1],
  ['arn:aws:states:::', 1],
  [':::::::::', 1],
  ['x'.repeat(81), 1],
  ['x'.repeat(257), 1],
  ['ü'.repeat(2_001), 1],
  [deep(900), 1],
  [deep(5_000), 1],
  [`"${'x'.repeat(262_143)}"`, 0.2],
  ['x'.repeat(1_048_577), 0.1],
  [Array.from({ length: 10_000 }, () => ({ key: 'k', value: 'v' })), 0.1],
];

/** Puts an odd value into some member of a body, however deep, or takes a member away, or adds one. */
export function mutateBody(body: Readonly<Record<string, unknown>>, random: Random): Record<string, unknown> {
  const copy = structuredClone(body);
  const names = Object.keys(copy);
  const name = random.chance(0.1) ? 'unknown' : (names[random.between(0, names.length - 1)] ?? 'unknown');
  const value = copy[name];
  const inside = typeof value === 'object' && value !== null && random.chance(0.5);
  return { ...copy, [name]: inside ? mutateInside(value, random) : random.weighted(ODD_VALUES) };
}

function mutateInside(value: object, random: Random): unknown {
  if (!Array.isArray(value)) return mutateBody(value as Record<string, unknown>, random);
  const items: unknown[] = [...(value as unknown[])];
  const place = random.between(0, items.length);
  const item = items[place];
  items[place] = typeof item === 'object' && item !== null ? mutateInside(item, random) : random.weighted(ODD_VALUES);
  return items;
}

type Mutation = (request: ApiRequest, random: Random) => ApiRequest;

const withHeader =
  (name: string, values: readonly (string | undefined)[]): Mutation =>
  (request, random) => ({
    ...request,
    headers: { ...request.headers, [name]: values[random.between(0, values.length - 1)] },
  });
const withBody =
  (change: (body: Buffer, random: Random) => Uint8Array): Mutation =>
  (request, random) => ({ ...request, body: change(Buffer.from(request.body), random) });

/** What can happen to a request as a whole. */
const MUTATIONS: readonly Mutation[] = [
  withHeader('x-amz-target', [
    undefined,
    '',
    'AWSStepFunctions.',
    'AWSStepFunctions.startExecution',
    'AWSStepFunctions.StartExecution ',
    'AWSStepFunctions.__proto__',
    'AWSStepFunctions.constructor',
    'DynamoDB_20120810.ListTables',
    `AWSStepFunctions.${'x'.repeat(5_000)}`,
  ]),
  withHeader('content-type', [
    undefined,
    '',
    'application/json',
    'application/x-amz-json-1.1',
    'APPLICATION/X-AMZ-JSON-1.0; charset=utf-8',
    'text/plain',
    'application/cbor',
    ';;;',
  ]),
  withHeader('authorization', [
    undefined,
    '',
    'Bearer x',
    'AWS4-HMAC-SHA256 Credential=',
    'AWS4-HMAC-SHA256 Credential=////',
    'AWS4-HMAC-SHA256 Credential=111122223333/20240101/a:b/states/aws4_request, SignedHeaders=host, Signature=0',
    'AWS4-HMAC-SHA256 Credential=111122223333/20240101/cn-north-1/states/aws4_request',
  ]),
  withHeader('x-amzn-trace-id', ['Root=1-2-3', '', 'x'.repeat(5_000), '\u00ff']),
  (request, random) => ({
    ...request,
    method: random.weighted([
      ['GET', 1],
      ['PUT', 1],
      ['HEAD', 1],
      ['DELETE', 1],
    ]),
  }),
  (request, random) => ({
    ...request,
    path: random.weighted([
      ['//', 1],
      ['/a/b', 1],
      ['/%00', 1],
      ['/?x=/../', 1],
    ]),
  }),
  withBody((body, random) => body.subarray(0, random.between(0, body.length))),
  withBody((body, random) => {
    if (body.length === 0) return body;
    const copy = Uint8Array.from(body);
    for (let flips = random.between(1, 3); flips > 0; flips -= 1) {
      copy[random.between(0, copy.length - 1)] = random.between(0, 255);
    }
    return copy;
  }),
  withBody(() => Buffer.alloc(0)),
  withBody((body) => gzipSync(body)),
  withBody((body) => Buffer.concat([Buffer.from('\uFEFF'), body])),
  withBody((body) => Buffer.concat([body, body])),
  withBody(() => Buffer.from('[{"a":'.repeat(2_000))),
  withBody(() => Buffer.from(`{"a":${deep(100_000)}}`)),
  withBody((_, random) => Buffer.from(Array.from({ length: 100 }, () => random.between(0, 255)))),
];

export function mutateRequest(request: ApiRequest, random: Random): ApiRequest {
  const mutation = MUTATIONS[random.between(0, MUTATIONS.length - 1)];
  return mutation === undefined ? request : mutation(request, random);
}
