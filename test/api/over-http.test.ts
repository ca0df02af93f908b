import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../lib/adapters/embedded/embedded.ts';
import { headersFor, PASS, ROLE } from './harness.ts';

let embedded: Embedded;
const logged: string[] = [];

beforeAll(async () => {
  embedded = await startEmbedded({ port: 0, log: (line) => logged.push(line) });
});
afterAll(async () => {
  await embedded.close();
  expect(logged).toEqual([]);
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: Record<string, unknown>;
}

/** Sends a request as no SDK would. */
function send(options: RequestOptions, body: string | Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: embedded.port, method: 'POST', ...options }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: JSON.parse(text === '' ? '{}' : text) as Record<string, unknown>,
        });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

const LIST = headersFor('ListActivities');
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

describe('A request over HTTP', () => {
  test.each<[string, RequestOptions]>([
    ['the host localhost', { headers: { ...LIST, host: 'localhost' } }],
    ['the host that SDKs put sync- before', { headers: { ...LIST, host: 'sync-localhost:8083' } }],
    ['a host of AWS', { headers: { ...LIST, host: 'sync-states.eu-west-1.amazonaws.com' } }],
    ['a path', { path: '/some/proxy/path', headers: LIST }],
    ['a path and a query', { path: '/?Action=x', headers: LIST }],
    ['a whole URL', { path: 'http://states.eu-west-1.amazonaws.com/', headers: LIST }],
    [
      'header names in capitals',
      { headers: Object.fromEntries(Object.entries(LIST).map(([n, v]) => [n.toUpperCase(), v])) },
    ],
    ['a charset', { headers: { ...LIST, 'content-type': 'application/x-amz-json-1.0; charset=UTF-8' } }],
    ['the type that curl -d sends corrected by hand', { headers: { ...LIST, 'content-type': 'application/json' } }],
    ['no signature', { headers: { ...LIST, authorization: '' } }],
    ['an expectation', { headers: { ...LIST, expect: '100-continue' } }],
  ])('with %s is answered', async (_, options) => {
    const { status, headers, body } = await send(options, '{}');
    expect([status, headers['content-type'], Object.keys(body)]).toEqual([
      200,
      'application/x-amz-json-1.0',
      ['activities'],
    ]);
  });

  test('may come in pieces, whose characters are cut in two', async () => {
    const bytes = Buffer.from(JSON.stringify({ name: 'Größe' }));
    const cut = bytes.indexOf(0xc3) + 1;
    const { status } = await new Promise<Answer>((resolve, reject) => {
      const options = { host: '127.0.0.1', port: embedded.port, method: 'POST', headers: headersFor('CreateActivity') };
      const request = httpRequest(options, (response) => {
        response.resume();
        resolve({ status: response.statusCode, headers: response.headers, body: {} });
      });
      request.on('error', reject);
      request.write(bytes.subarray(0, cut), () => request.end(bytes.subarray(cut)));
    });
    expect(status).toBe(200);
    const { body } = await send({ headers: LIST }, '{}');
    expect(body.activities).toMatchObject([{ name: 'Größe' }]);
  });

  test('may be packed, up to the longest definition', async () => {
    const definition = PASS.replace('}}}', `,"Comment":"${'x'.repeat(1_048_576 - PASS.length - 13)}"}}}`);
    expect(definition).toHaveLength(1_048_576);
    const headers = { ...headersFor('CreateStateMachine'), 'content-encoding': 'gzip' };
    const { status } = await send({ headers }, gzipSync(JSON.stringify({ name: 'm', definition, roleArn: ROLE })));
    expect(status).toBe(200);
  });
});

describe('Every answer', () => {
  const cases: [string, RequestOptions, string | Uint8Array, number][] = [
    ['with a result', { headers: LIST }, '{}', 200],
    ['to a bad request', { headers: headersFor('DescribeActivity') }, '{}', 400],
    ['to no JSON', { headers: LIST }, '{', 400],
    ['to an unknown action', { headers: headersFor('Dance') }, '{}', 400],
    ['to no action', {}, '', 400],
    ['to another method', { method: 'PUT', headers: LIST }, '{}', 400],
    ['to no gzip', { headers: { ...LIST, 'content-encoding': 'gzip' } }, '{}', 400],
    ['to what is too long', { headers: LIST }, 'x'.repeat(7_000_000), 413],
  ];

  test.each(cases)('%s has an id of its own and lets browsers read it', async (_, options, body, status) => {
    const first = await send(options, body);
    const second = await send(options, body);
    expect([first.status, second.status]).toEqual([status, status]);
    for (const { headers } of [first, second]) {
      expect(headers).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'x-amzn-requestid',
        'content-type': 'application/x-amz-json-1.0',
        'x-amzn-requestid': expect.stringMatching(ID),
      });
    }
    expect(first.headers['x-amzn-requestid']).not.toBe(second.headers['x-amzn-requestid']);
  });

  test('to a preflight allows what is asked for', async () => {
    const asked = 'amz-sdk-invocation-id,amz-sdk-request,authorization,content-type,x-amz-date,x-amz-target';
    const options = {
      method: 'OPTIONS',
      path: '/any/path',
      headers: {
        origin: 'http://localhost:3000',
        'access-control-request-method': 'POST',
        'access-control-request-headers': asked,
      },
    };
    const { status, headers } = await send(options, '');
    expect([status, headers]).toEqual([
      204,
      expect.objectContaining({
        'access-control-allow-origin': '*',
        'access-control-allow-methods': expect.stringContaining('POST'),
        'access-control-allow-headers': asked,
      }),
    ]);
  });
});
