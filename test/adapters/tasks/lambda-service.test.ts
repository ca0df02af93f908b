import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvokeCommand, LambdaClient, LambdaServiceException, TooManyRequestsException } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../lib/adapters/tasks/task-runner.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { functionArnOf, LAMBDA_INVOKE, never, taskRequest } from './task-request.ts';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

describe('with the SDK', () => {
  const sdk = mockClient(LambdaClient);
  afterEach(() => sdk.reset());
  afterAll(() => sdk.restore());
  const runner = createTaskRunner({ lambdaService: { credentials } });

  test('a function that nobody mapped is invoked by its ARN', async () => {
    sdk.on(InvokeCommand).resolves({ StatusCode: 200, $metadata: {} });
    await runner.call(taskRequest(LAMBDA_INVOKE, { FunctionName: 'f', Qualifier: 'live', Payload: [1] }), never());
    expect(sdk.commandCalls(InvokeCommand)[0]?.args[0].input).toMatchObject({
      FunctionName: functionArnOf('f'),
      Qualifier: 'live',
      InvocationType: 'RequestResponse',
      Payload: Buffer.from('[1]'),
    });
  });

  const $metadata = { httpStatusCode: 429, requestId: 'r-1' };
  test.each([
    [
      'an error that the API models',
      new TooManyRequestsException({ message: 'Rate exceeded', $metadata }),
      'Lambda.TooManyRequestsException',
      'Rate exceeded (Service: AWSLambda; Status Code: 429; Error Code: TooManyRequestsException; Request ID: r-1; Proxy: null)',
    ],
    [
      'an error that it does not model',
      new LambdaServiceException({ name: 'AccessDeniedException', message: 'No', $fault: 'client', $metadata }),
      'Lambda.AWSLambdaException',
      'No (Service: AWSLambda; Status Code: 429; Error Code: AccessDeniedException; Request ID: r-1; Proxy: null)',
    ],
    [
      'no connection',
      new Error('connect ECONNREFUSED 127.0.0.1:1'),
      'Lambda.SdkClientException',
      'Unable to execute HTTP request: connect ECONNREFUSED 127.0.0.1:1',
    ],
  ])('%s has the name and cause of Step Functions', async (_, thrown, error, cause) => {
    sdk.on(InvokeCommand).rejects(thrown);
    expect(await runner.call(taskRequest(functionArnOf('f'), {}), never())).toEqual({ error, cause });
  });
});

describe('with an HTTP endpoint', () => {
  let server: Server | undefined;
  afterEach(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)));
  });

  async function runnerAt(answer: (headers: IncomingHttpHeaders, body: string, response: ServerResponse) => void) {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => answer(request.headers, body, response));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return createTaskRunner({ lambdaService: { endpoint: `http://127.0.0.1:${port}`, credentials } });
  }

  test('the headers of the answer are in SdkHttpMetadata, written as AWS does', async () => {
    const runner = await runnerAt((_, body, response) => {
      response.writeHead(200, {
        'x-amzn-requestid': 'r-1',
        'x-amz-executed-version': '12',
        'x-amz-log-result': 'bG9n',
        'content-type': 'application/json',
      });
      response.end(`{"got":${body}}`);
    });
    const outcome = await runner.call(
      taskRequest(LAMBDA_INVOKE, { FunctionName: 'f', Payload: 1, LogType: 'Tail' }),
      never(),
    );
    expect(JSON.parse('output' in outcome ? outcome.output : '') as Json).toMatchObject({
      ExecutedVersion: '12',
      LogResult: 'bG9n',
      Payload: { got: 1 },
      SdkHttpMetadata: {
        AllHttpHeaders: { 'X-Amz-Executed-Version': ['12'], 'x-amzn-RequestId': ['r-1'] },
        HttpHeaders: { 'Content-Type': 'application/json' },
        HttpStatusCode: 200,
      },
      SdkResponseMetadata: { RequestId: 'r-1' },
      StatusCode: 200,
    });
  });

  test('a function error keeps the text of the payload', async () => {
    const runner = await runnerAt((_, __, response) => {
      response.writeHead(200, { 'x-amz-function-error': 'Unhandled' });
      response.end('{"errorMessage": "x", "errorType": "Exception"}');
    });
    expect(await runner.call(taskRequest(functionArnOf('f'), {}), never())).toEqual({
      error: 'Exception',
      cause: '{"errorMessage": "x", "errorType": "Exception"}',
    });
  });

  test('a missing function fails with the words of Lambda', async () => {
    const runner = await runnerAt((_, __, response) => {
      response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException', 'x-amzn-requestid': 'r-2' });
      response.end('{"Type":"User","Message":"Function not found: f"}');
    });
    expect(await runner.call(taskRequest(LAMBDA_INVOKE, { FunctionName: 'f' }), never())).toEqual({
      error: 'Lambda.ResourceNotFoundException',
      cause:
        'Function not found: f (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: r-2; Proxy: null)',
    });
  });

  test('a call is made once, whatever happens to it', async () => {
    let calls = 0;
    const runner = await runnerAt((_, __, response) => {
      calls += 1;
      response.destroy();
    });
    const outcome = await runner.call(taskRequest(functionArnOf('f'), {}), never());
    expect(outcome).toMatchObject({ error: 'Lambda.SdkClientException' });
    expect(calls).toBe(1);
  });
});
