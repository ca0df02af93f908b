import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { apiGatewayInvoke } from '../../../../lib/adapters/tasks/api-gateway/api-gateway-invoke.ts';
import { requestSigner } from '../../../../lib/adapters/tasks/api-gateway/sign-request.ts';
import type { Json } from '../../../../lib/asl/json.ts';
import { startApi, type Answer } from '../http/api-server.ts';
import { never, taskRequest } from '../task-request.ts';

const RESOURCE = 'arn:aws:states:::apigateway:invoke';
const credentials = { accessKeyId: 'AKID', secretAccessKey: 'secret' };

let answer: Answer = {};
let api: Awaited<ReturnType<typeof startApi>>;
beforeEach(async () => {
  answer = {};
  api = await startApi(() => answer);
});
afterEach(() => api.close());

const host = (): string => new URL(api.url).host;
const last = () => api.received.at(-1);

async function invoke(parameters: Readonly<Record<string, Json>>, options: { readonly allowsOwnHosts?: boolean } = {}) {
  const integration = apiGatewayInvoke({
    allowsOwnHosts: true,
    sign: requestSigner(() => ({ credentials })),
    ...options,
  });
  const given = { ApiEndpoint: host(), Method: 'POST', ...parameters };
  return integration.call(taskRequest(RESOURCE, given), never());
}

test('the answer is the result of the task', async () => {
  answer = { headers: { 'content-type': 'application/json', 'x-amzn-requestid': 'r' }, body: '{"message":1.0}' };
  const outcome = await invoke({ Stage: 'prod', Path: '/things/1' });
  expect(outcome).toMatchObject({ output: expect.stringContaining('"ResponseBody":{"message":1.0}') as string });
  const output = 'output' in outcome ? (JSON.parse(outcome.output) as Json) : undefined;
  expect(output).toMatchObject({
    Headers: { 'Content-Type': ['application/json'], 'x-amzn-RequestId': ['r'] },
    StatusCode: 200,
    StatusText: 'OK',
  });
  expect(last()).toMatchObject({ method: 'POST', url: '/prod/things/1' });
});

test('a body that is no JSON is a text', async () => {
  answer = { body: 'hello' };
  expect(await invoke({})).toMatchObject({ output: expect.stringContaining('"ResponseBody":"hello"') as string });
});

describe('a request has', () => {
  test.each<[string, Readonly<Record<string, Json>>, string]>([
    ['no body without one', {}, ''],
    ['no body for null', { RequestBody: null }, ''],
    ['an object as JSON', { RequestBody: { a: [1] } }, '{"a":[1]}'],
    ['a text as JSON, too', { RequestBody: '' }, '""'],
    ['no nulls in its body', { RequestBody: { a: null, b: [{ c: null }] } }, '{"b":[{}]}'],
    ['nulls where they are allowed', { RequestBody: { a: null }, AllowNullValues: true }, '{"a":null}'],
  ])('%s', async (_what, parameters, body) => {
    await invoke(parameters);
    expect(last()?.body).toBe(body);
    expect(last()?.headers['content-type']).toBe(body === '' ? undefined : 'application/json');
  });

  test('its headers and query parameters, each a list', async () => {
    await invoke({
      Headers: { 'X-One': ['a', 'b'], 'content-type': ['text/x'] },
      QueryParameters: { q: ['1', 'ä&'] },
      RequestBody: {},
    });
    expect(last()).toMatchObject({ url: '/?q=1&q=%C3%A4%26', headers: { 'x-one': 'a, b', 'content-type': 'text/x' } });
  });

  test.each([
    ['no signature', 'NO_AUTH', undefined],
    ['a signature for the role', 'IAM_ROLE', /^AWS4-HMAC-SHA256 Credential=AKID\/\d+\/eu-west-1\/execute-api\//],
    ['a signature for an API with a policy', 'RESOURCE_POLICY', /^AWS4-HMAC-SHA256 /],
  ])('%s', async (_what, AuthType, authorization) => {
    await invoke({ AuthType, QueryParameters: { q: ['1'] }, RequestBody: 'b' });
    const sent = last()?.headers['authorization'];
    if (authorization) expect(sent).toMatch(authorization);
    else expect(sent).toBeUndefined();
  });
});

test('a signed request has all values of its headers', async () => {
  await invoke({ AuthType: 'IAM_ROLE', Headers: { 'X-One': ['a', 'b'], 'x-one': ['c'] } });
  const { headers } = last() ?? {};
  expect(headers).toMatchObject({ 'x-one': 'a, b, c' });
  expect(headers?.['authorization']).toContain('SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-one,');
});

test.each([400, 403, 500])('the status %d is an error of its own name', async (status) => {
  answer = { status, body: '{"message":"no"}' };
  expect(await invoke({})).toEqual({ error: `ApiGateway.${status}`, cause: '{"message":"no"}' });
});

test('an API that does not answer is an error', async () => {
  const outcome = await invoke({ ApiEndpoint: 'localhost:1' });
  expect(outcome).toMatchObject({ error: 'ApiGateway.SdkClientException' });
});

test('nothing is signed where nobody said who asks', async () => {
  const integration = apiGatewayInvoke({ allowsOwnHosts: true, sign: requestSigner(() => undefined) });
  const parameters = { ApiEndpoint: host(), Method: 'GET', AuthType: 'IAM_ROLE' };
  const outcome = await integration.call(taskRequest(RESOURCE, parameters), never());
  expect(outcome).toMatchObject({ error: 'Stepyard.ServiceNotConfigured' });
  expect(api.received).toEqual([]);
});

describe('no request is made with', () => {
  test.each<[string, Readonly<Record<string, Json>>, string]>([
    ['a scheme', { ApiEndpoint: 'https://api.example.com' }, "'ApiEndpoint' has an invalid format"],
    ['a user', { ApiEndpoint: 'me@api.example.com' }, "'ApiEndpoint' has an invalid format"],
    ['an unknown method', { Method: 'TRACE' }, "'Method' has an invalid format"],
    ['a header that is no list', { Headers: { a: 'b' } }, "'Headers' has an invalid format"],
    [
      'a parameter that is no list of texts',
      { QueryParameters: { a: [1] } },
      "'QueryParameters' has an invalid format",
    ],
    ['an unknown authorization', { AuthType: 'COGNITO' }, "'AuthType' has an invalid format"],
    ['a header of its own', { Headers: { Authorization: ['x'] } }, 'unsupported values: [authorization]'],
    ['a header of AWS', { Headers: { 'X-Amz-Date': ['x'] } }, 'unsupported values: [x-amz-date]'],
    ['a body where there can be none', { Method: 'GET', RequestBody: {} }, 'GET cannot have a body'],
    ['an unknown parameter', { Body: {} }, 'The field "Body" is not supported by Step Functions'],
  ])('%s', async (_what, parameters, problem) => {
    const outcome = await invoke(parameters);
    expect(outcome).toMatchObject({ error: 'States.Runtime', cause: expect.stringContaining(problem) as string });
    expect(api.received).toEqual([]);
  });

  test("one of the machine's own hosts, when that is deployed", async () => {
    expect(await invoke({}, { allowsOwnHosts: false })).toMatchObject({ error: 'States.Runtime' });
  });
});
