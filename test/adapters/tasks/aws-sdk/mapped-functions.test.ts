import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LocalFunction } from '../../../../lib/adapters/tasks/lambda/function-source.ts';
import { createTaskRunner } from '../../../../lib/adapters/tasks/task-runner.ts';
import type { Json, JsonObject } from '../../../../lib/asl/json.ts';
import { functionArnOf, never, taskRequest } from '../task-request.ts';
import { type FakeService, startFakeService } from './fake-service.ts';

const folder = mkdtempSync(join(tmpdir(), 'stepyard-functions-'));
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
let service: FakeService;
let runner: ReturnType<typeof createTaskRunner>;

beforeAll(async () => {
  const code = `
    export const echo = async (event) => { console.log('seen'); return { event }; };
    export const fails = async () => { throw new RangeError('too far'); };`;
  writeFileSync(join(folder, 'functions.mjs'), code);
  const local = (name: string): LocalFunction => ({
    module: join(folder, 'functions.mjs'),
    export: name,
    timeoutSeconds: 10,
    memoryMegabytes: 128,
    environment: {},
  });
  service = await startFakeService();
  const functions = {
    echo: local('echo'),
    fails: local('fails'),
    busy: { url: `${service.endpoint}/busy` },
    away: { url: 'http://127.0.0.1:1' },
  };
  runner = createTaskRunner({
    clientFolders: [import.meta.dirname],
    functions,
    findService: () => ({ endpoint: service.endpoint, credentials }),
  });
});
afterAll(async () => {
  await runner.close();
  await service.close();
  rmSync(folder, { recursive: true });
});

const INVOKE = 'arn:aws:states:::aws-sdk:lambda:invoke';

async function answer(parameters: JsonObject, resource = INVOKE): Promise<Json> {
  const outcome = await runner.call(taskRequest(resource, parameters), never());
  return 'output' in outcome ? (JSON.parse(outcome.output) as Json) : { ...outcome };
}

describe('aws-sdk:lambda:invoke of a function of the configuration', () => {
  test.each<[string, JsonObject, string]>([
    ['an object', { Payload: { a: 1 } }, '{"event":{"a":1}}'],
    ['a text, which is JSON itself', { Payload: '[1]' }, '{"event":[1]}'],
    ['nothing', {}, '{"event":{}}'],
  ])('sends it %s, and answers with the text of what it returned', async (_, parameters, Payload) => {
    const expected = { ExecutedVersion: '$LATEST', Payload, StatusCode: 200 };
    expect(await answer({ FunctionName: 'echo', ...parameters })).toEqual(expected);
  });

  test('has the members in the order of the alphabet', async () => {
    const request = taskRequest(INVOKE, { FunctionName: 'echo', LogType: 'Tail', Qualifier: 'live' });
    const outcome = await runner.call(request, never());
    const log = Buffer.from('seen\n').toString('base64');
    expect(outcome).toEqual({
      output: expect.stringMatching(/^\{"ExecutedVersion":"live","LogResult":".*","Payload":".*","StatusCode":200\}$/),
    });
    expect(JSON.stringify(outcome)).toContain(log);
  });

  test.each([functionArnOf('echo'), `${functionArnOf('echo')}:live`, '111122223333:function:echo'])(
    'understands %s',
    async (FunctionName) => {
      expect(await answer({ FunctionName })).toMatchObject({ StatusCode: 200 });
    },
  );

  test('understands its name in any spelling of the parameter', async () => {
    expect(await answer({ Functionname: 'echo' })).toMatchObject({ StatusCode: 200 });
  });

  test('takes a failed function for an answer, as AWS does', async () => {
    const answered = (await answer({ FunctionName: 'fails' })) as { readonly Payload: string };
    expect(answered).toMatchObject({ FunctionError: 'Unhandled', StatusCode: 200 });
    expect(JSON.parse(answered.Payload)).toMatchObject({ errorType: 'RangeError', errorMessage: 'too far' });
  });

  test.each([
    ['Event', 202],
    ['DryRun', 204],
  ])('waits for nothing when the InvocationType is %s', async (InvocationType, StatusCode) => {
    expect(await answer({ FunctionName: 'echo', InvocationType })).toEqual({ StatusCode });
  });

  test('hands a task token to the function', async () => {
    const parameters = { FunctionName: 'echo', Payload: { token: 't' } };
    expect(await answer(parameters, `${INVOKE}.waitForTaskToken`)).toMatchObject({
      Payload: '{"event":{"token":"t"}}',
    });
  });

  test.each<[JsonObject, string, string]>([
    [
      { Payload: '{' },
      'Lambda.InvalidRequestContentException',
      '^Could not parse request body into json: .* \\(Service: Lambda, Status Code: 400, Request ID: [-0-9a-f]{36}\\) \\(SDK Attempt Count: 1\\)$',
    ],
    [
      { InvocationType: 'Later' },
      'Lambda.LambdaException',
      "^1 validation error detected: Value 'Later' at 'invocationType' .*\\(Service: Lambda, Status Code: 400, Request ID: ",
    ],
    [
      { FunctionName: 'away' },
      'Lambda.SdkClientException',
      '^Unable to execute HTTP request: .* \\(SDK Attempt Count: 1\\)$',
    ],
    [{ TenantId: 't' }, 'Stepyard.IntegrationNotSupported', "understand 'TenantId' for a function of stepyard.yml"],
    [{ Payloads: 1 }, 'States.Runtime', 'The field "Payloads" is not supported by Step Functions'],
  ])('fails in the words of the AWS SDK: %j', async (parameters, error, cause) => {
    expect(await answer({ FunctionName: 'echo', ...parameters })).toEqual({
      error,
      cause: expect.stringMatching(new RegExp(cause, 's')),
    });
  });

  test('fails by name when the function is too busy', async () => {
    service.answer({ status: 429, body: 'Rate Exceeded.' });
    expect(await answer({ FunctionName: 'busy' })).toEqual({
      error: 'Lambda.TooManyRequestsException',
      cause: expect.stringMatching(/^Rate Exceeded\. \(Service: Lambda, Status Code: 429, /),
    });
  });
});

describe('other functions are in Lambda', () => {
  test.each(['other', 'constructor', functionArnOf('other')])('%s', async (FunctionName) => {
    service.answer({ body: '{"here":1}' });
    expect(await answer({ FunctionName })).toEqual({ Payload: '{"here":1}', StatusCode: 200 });
  });

  test('or nowhere', async () => {
    const options = { clientFolders: [import.meta.dirname], functions: { busy: { url: 'http://127.0.0.1:1' } } };
    const lonely = createTaskRunner(options);
    expect(await lonely.call(taskRequest(INVOKE, { FunctionName: 'other' }), never())).toMatchObject({
      error: 'Stepyard.ServiceNotConfigured',
    });
  });
});
