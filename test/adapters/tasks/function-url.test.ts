import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../../lib/adapters/tasks/task-runner.ts';
import { functionArnOf, never, taskRequest } from './task-request.ts';

const EMULATOR = '/2015-03-31/functions/function/invocations';

/** Answers by path and payload: the payload says which status and headers it wants. */
interface Wish {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

describe('a function mapped to a URL', () => {
  let server: Server;
  let origin = '';
  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
      request.on('end', () => {
        const wish = JSON.parse(text) as Wish;
        response.writeHead(wish.status ?? 200, wish.headers);
        response.end(wish.body ?? JSON.stringify({ path: request.url, payload: wish }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const call = (path: string, wish: Wish) =>
    createTaskRunner({ functions: { f: { url: origin + path } } }).call(
      taskRequest(functionArnOf('f'), { ...wish }),
      never(),
    );

  test.each([
    ['', EMULATOR],
    ['/', EMULATOR],
    ['/my/function', '/my/function'],
  ])('with path "%s" gets the payload at %s', async (path, received) => {
    expect(await call(path, {})).toEqual({
      output: JSON.stringify({ path: received, payload: {} }),
    });
  });

  test('fails as in Lambda when its answer is too large', async () => {
    const outcome = await call('', { body: JSON.stringify('x'.repeat(6_291_556)) });
    expect(outcome).toMatchObject({ error: 'Function.ResponseSizeTooLarge' });
  });

  const described = '{"errorType":"TypeError","errorMessage":"bad"}';
  test.each([
    ['the header says so', '/f', { headers: { 'x-amz-function-error': 'Unhandled' }, body: described }],
    ['the runtime interface emulator describes an error', '', { body: described }],
  ])('fails when %s', async (_, path, wish) => {
    expect(await call(path, wish)).toEqual({ error: 'TypeError', cause: described });
  });

  test('elsewhere, what looks like an error is an answer', async () => {
    expect(await call('/f', { body: described })).toEqual({ output: described });
  });

  test.each([
    [404, 'Lambda.ResourceNotFoundException', 'ResourceNotFoundException'],
    [429, 'Lambda.TooManyRequestsException', 'TooManyRequestsException'],
    [500, 'Lambda.ServiceException', 'ServiceException'],
    [418, 'Lambda.AWSLambdaException', 'UnknownError'],
  ])('answering status %i fails with %s', async (status, error, code) => {
    expect(await call('/f', { status, body: 'words' })).toEqual({
      error,
      cause: expect.stringMatching(
        `^words \\(Service: AWSLambda; Status Code: ${status}; Error Code: ${code}; Request ID: .*\\)$`,
      ),
    });
  });

  test('that cannot be reached fails as a connection of the SDK does', async () => {
    const runner = createTaskRunner({ functions: { f: { url: 'http://127.0.0.1:1' } } });
    expect(await runner.call(taskRequest(functionArnOf('f'), {}), never())).toEqual({
      error: 'Lambda.SdkClientException',
      cause: expect.stringMatching(/^Unable to execute HTTP request: .+ \(http:\/\/127\.0\.0\.1:1\)$/),
    });
  });
});
