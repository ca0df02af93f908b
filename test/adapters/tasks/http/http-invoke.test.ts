import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Json } from '../../../../lib/asl/json.ts';
import { NO_PARAMETERS, type HttpConnection } from '../../../../lib/adapters/tasks/http/connection.ts';
import { httpInvoke } from '../../../../lib/adapters/tasks/http/http-invoke.ts';
import type { HttpExchange } from '../../../../lib/ports/http-exchange.ts';
import { startApi, type Answer, type Received } from './api-server.ts';

const CONNECTION = 'arn:aws:events:eu-west-1:123456789012:connection/api/1';
const BASIC: HttpConnection = { ...NO_PARAMETERS, authorization: { type: 'BASIC', username: 'me', password: 'pw' } };

let answer: (received: Received) => Answer;
let api: Awaited<ReturnType<typeof startApi>>;
beforeEach(async () => {
  answer = () => ({});
  api = await startApi((received) => answer(received));
});
afterEach(() => api.close());

async function invoke(
  parameters: object,
  connection: HttpConnection = BASIC,
  send: typeof fetch = fetch,
  allowsOwnHosts = true,
) {
  const exchanges: HttpExchange[] = [];
  const given = { ApiEndpoint: `${api.url}/things`, Method: 'GET', Authentication: { ConnectionArn: CONNECTION } };
  const task = {
    executionArn: 'arn:aws:states:eu-west-1:123456789012:execution:m:e',
    stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:m',
    roleArn: 'r',
    resource: 'arn:aws:states:::http:invoke',
    parameters: JSON.stringify({ ...given, ...parameters }),
    idempotencyKey: 'k',
    pend: 1,
    attempt: 0,
    inspect: (exchange: HttpExchange) => void exchanges.push(exchange),
  };
  const outcome = await httpInvoke({ findConnection: async () => connection, allowsOwnHosts }, send).call(
    task,
    new AbortController().signal,
  );
  return { outcome, exchanges, output: 'output' in outcome ? (JSON.parse(outcome.output) as Json) : undefined };
}

const last = () => api.received.at(-1);

test('the answer is the result of the task', async () => {
  answer = () => ({ status: 201, headers: { 'content-type': 'application/json; charset=utf-8' }, body: '{"a":1.0}' });
  const { outcome, output } = await invoke({});
  expect(output).toMatchObject({ ResponseBody: { a: 1 }, StatusCode: 201, StatusText: 'Created' });
  expect(output).toMatchObject({ Headers: { 'content-type': ['application/json; charset=utf-8'] } });
  expect(outcome).toMatchObject({ output: expect.stringContaining('"ResponseBody":{"a":1.0}') as string });
});

test('a body that is no JSON is a text', async () => {
  answer = () => ({ headers: { 'content-type': 'text/plain' }, body: 'hello' });
  expect((await invoke({})).output).toMatchObject({ ResponseBody: 'hello' });
});

test('requests say that they come from Step Functions', async () => {
  await invoke({});
  expect(last()?.headers).toMatchObject({
    'user-agent': 'Amazon|StepFunctions|HttpInvoke|eu-west-1',
    range: 'bytes=0-262144',
  });
});

describe('what is sent', () => {
  test.each<[string, object, Partial<Received>]>([
    ['a JSON body', { Method: 'POST', RequestBody: { a: [1] } }, { method: 'POST', body: '{"a":[1]}' }],
    ['a text as it is', { Method: 'PUT', RequestBody: 'plain' }, { method: 'PUT', body: 'plain' }],
    ['query parameters', { QueryParameters: { a: 'x y', b: [1, 2] } }, { url: '/things?a=x+y&b%5B0%5D=1&b%5B1%5D=2' }],
  ])('%s', async (_, parameters, received) => {
    await invoke(parameters);
    expect(last()).toMatchObject(received);
  });

  test.each([
    [undefined, 'a%5B0%5D=x&a%5B1%5D=y'],
    ['INDICES', 'a%5B0%5D=x&a%5B1%5D=y'],
    ['REPEAT', 'a=x&a=y'],
    ['COMMAS', 'a=x%2Cy'],
    ['BRACKETS', 'a%5B%5D=x&a%5B%5D=y'],
  ])('a form whose arrays are encoded as %s', async (ArrayFormat, body) => {
    await invoke({
      Method: 'POST',
      Headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      RequestBody: { a: ['x', 'y'] },
      Transform: {
        RequestBodyEncoding: 'URL_ENCODED',
        ...(ArrayFormat !== undefined && { RequestEncodingOptions: { ArrayFormat } }),
      },
    });
    expect(last()?.body).toBe(body);
  });

  test('headers, several values of one joined', async () => {
    await invoke({ Headers: { 'x-one': 'a', 'x-two': ['b', 'c'] } });
    expect(last()?.headers).toMatchObject({ 'x-one': 'a', 'x-two': 'b, c' });
  });

  test('what the connection adds wins', async () => {
    const connection: HttpConnection = {
      authorization: { type: 'API_KEY', name: 'x-key', value: 'secret' },
      headers: [{ key: 'x-one', value: 'connection' }],
      query: [{ key: 'q', value: 'connection' }],
      body: [{ key: 'b', value: 'connection' }],
    };
    await invoke(
      {
        Method: 'POST',
        Headers: { 'X-One': 'mine' },
        QueryParameters: { q: 'mine', r: 1 },
        RequestBody: { b: 1, c: 2 },
      },
      connection,
    );
    expect(last()).toMatchObject({
      url: '/things?q=connection&r=1',
      headers: { 'x-one': 'connection', 'x-key': 'secret' },
      body: '{"b":"connection","c":2}',
    });
  });
});

test('a basic connection sends its user', async () => {
  await invoke({});
  expect(last()?.headers.authorization).toBe(`Basic ${Buffer.from('me:pw').toString('base64')}`);
});

test('an OAuth connection gets a token, and another one when that is refused', async () => {
  let tokens = 0;
  const used: unknown[] = [];
  answer = ({ url, body, headers }) => {
    if (url === '/token') {
      expect(body).toContain('grant_type=client_credentials&client_id=id&client_secret=s');
      return { body: JSON.stringify({ access_token: `t${(tokens += 1)}`, expires_in: 3_600 }) };
    }
    used.push(headers.authorization);
    return headers.authorization === 'Bearer t1' ? { status: 401 } : {};
  };
  const { output } = await invoke(
    {},
    {
      ...NO_PARAMETERS,
      authorization: {
        type: 'OAUTH_CLIENT_CREDENTIALS',
        clientId: 'id',
        clientSecret: 's',
        authorizationEndpoint: `${api.url}/token`,
        method: 'POST',
        parameters: NO_PARAMETERS,
      },
    },
  );
  expect(output).toMatchObject({ StatusCode: 200 });
  expect(used).toEqual(['Bearer t1', 'Bearer t2']);
});

describe('a failure', () => {
  test('of the API has its status in its name', async () => {
    answer = () => ({ status: 503, body: 'later' });
    expect((await invoke({})).outcome).toEqual({ error: 'States.Http.StatusCode.503', cause: 'later' });
    answer = () => ({ status: 404, body: '' });
    expect((await invoke({})).outcome).toEqual({ error: 'States.Http.StatusCode.404', cause: 'Not Found' });
  });

  test('to reach it is a socket failure', async () => {
    const { outcome } = await invoke({ ApiEndpoint: 'http://127.0.0.1:1/' });
    expect(outcome).toMatchObject({ error: 'States.Http.Socket' });
  });

  test.each([
    ['a missing method', { Method: undefined }, "The field 'Method' is required but was missing"],
    ['an unknown method', { Method: 'TRACE' }, "The value of the field 'Method' has an invalid format"],
    [
      'a URL without TLS',
      { ApiEndpoint: 'http://example.com/' },
      "The value of the field 'ApiEndpoint' has an invalid format",
    ],
    ['a missing connection', { Authentication: undefined }, "The field 'Authentication' is required but was missing"],
    ['a header that AWS keeps for itself', { Headers: { Host: 'x' } }, "The header 'Host' cannot be set"],
    ['a header of AWS', { Headers: { 'X-Amz-Date': 'x' } }, "The header 'X-Amz-Date' cannot be set"],
    [
      'a header that is none',
      { Headers: { 'x-a': 'b\nc' } },
      "The header 'x-a' has characters that no header may have",
    ],
    [
      'a user in the URL',
      { ApiEndpoint: 'https://me:pw@example.com/' },
      "The value of the field 'ApiEndpoint' has an invalid format",
    ],
    ['a body of a GET', { RequestBody: { a: 1 } }, 'A request with the method GET cannot have a body'],
    [
      'a form without its type',
      { RequestBody: {}, Transform: { RequestBodyEncoding: 'URL_ENCODED' } },
      "URL_ENCODED needs the header 'Content-Type: application/x-www-form-urlencoded'",
    ],
  ])('for %s is States.Runtime', async (_, parameters, problem) => {
    const { outcome } = await invoke(parameters);
    expect(outcome).toMatchObject({
      error: 'States.Runtime',
      cause: expect.stringContaining(`[${problem}]`) as string,
    });
    expect(api.received).toEqual([]);
  });

  test('for the own hosts of a deployment is States.Runtime', async () => {
    const { outcome } = await invoke({}, BASIC, fetch, false);
    expect(outcome).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining('ApiEndpoint') as string });
    expect(api.received).toEqual([]);
  });

  test('for an answer that is no text, or too long, is States.Runtime', async () => {
    answer = () => ({ headers: { 'content-type': 'image/png' }, body: 'x' });
    expect((await invoke({})).outcome).toMatchObject({ error: 'States.Runtime' });
    answer = () => ({ headers: { 'content-type': 'text/plain' }, body: 'x'.repeat(300_000) });
    expect((await invoke({})).outcome).toMatchObject({ error: 'States.Runtime' });
  });
});

describe('of a connection, a failure shows nothing secret when', () => {
  const oauth: HttpConnection = {
    ...NO_PARAMETERS,
    authorization: {
      type: 'OAUTH_CLIENT_CREDENTIALS',
      clientId: 'id',
      clientSecret: 'hush',
      authorizationEndpoint: '',
      method: 'GET',
      parameters: NO_PARAMETERS,
    },
  };
  const apiKey = (value: string): HttpConnection => ({
    ...NO_PARAMETERS,
    authorization: { type: 'API_KEY', name: 'x-key', value },
  });

  async function cause(connection: HttpConnection): Promise<string> {
    const { authorization } = connection;
    const { outcome } = await invoke(
      {},
      'clientId' in authorization
        ? { ...connection, authorization: { ...authorization, authorizationEndpoint: `${api.url}/token` } }
        : connection,
    );
    return 'cause' in outcome ? (outcome.cause ?? '') : '';
  }

  test('its key cannot be sent in a header', async () => {
    expect(await cause(apiKey('hush\nhush'))).toBe("The header 'x-key' has characters that no header may have.");
  });

  test('the token comes in another form', async () => {
    answer = () => ({ body: 'access_token=hush' });
    expect(await cause(oauth)).toBe(
      'The connection could not be authorized: The answer is no JSON object with an access_token.',
    );
  });

  test('the way to the token leads elsewhere', async () => {
    answer = () => ({ status: 307, headers: { location: '/elsewhere' } });
    expect(await cause(oauth)).toBe('The connection could not be authorized: HTTP 307');
    expect(api.received).toHaveLength(1);
  });
});

test('no more than the beginning of an endless answer is read', async () => {
  const { outcome } = await invoke({}, BASIC, async () => new Response(endless()));
  expect(outcome).toEqual({ error: 'States.Runtime', cause: 'The response is larger than 256 KiB.' });
});

function endless(): ReadableStream<Uint8Array> {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(120)) });
}

test('an exchange is shown with and without what the connection added', async () => {
  const { exchanges } = await invoke({ Headers: { 'x-one': 'a' } });
  const [exchange] = exchanges;
  expect(exchange?.request.headers).toContain('Authorization: Basic');
  expect(exchange?.requestWithoutSecrets.headers).toBe(
    '[x-one: a, User-Agent: Amazon|StepFunctions|HttpInvoke|eu-west-1, Range: bytes=0-262144]',
  );
  expect(exchange?.response).toMatchObject({ protocol: 'http', statusCode: '200', statusMessage: 'OK', body: '{}' });
});
