import { request as httpRequest, Agent, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { startHttpServer, type HttpServer } from '../../lib/adapters/embedded/http-server.ts';
import { MAX_BODY_BYTES } from '../../lib/adapters/embedded/request-body.ts';
import type { Api, ApiRequest } from '../../lib/api/protocol/message.ts';

const servers: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

const text = (body: ApiRequest['body']) => Buffer.from(body).toString();
/** Answers with what it was asked. */
const echo: Api = async ({ method, path, headers, body }) => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify({ method, path, target: headers['x-amz-target'], body: text(body) }),
});

async function serve(api: Api = echo, port = 0, allowedOrigin?: string) {
  const lines: string[] = [];
  const server = await startHttpServer({
    api,
    port,
    ...(allowedOrigin !== undefined && { allowedOrigin }),
    log: (line) => lines.push(line),
  });
  servers.push(server);
  return { server, lines, url: `http://127.0.0.1:${server.port}` };
}

function promise() {
  let resolve = (): void => {};
  const settled = new Promise<void>((done) => {
    resolve = done;
  });
  return { settled, resolve };
}

describe('the HTTP server', () => {
  test('hands requests to the API and its answers to the client', async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/some/path?query`, {
      method: 'POST',
      headers: { 'X-Amz-Target': 'AWSStepFunctions.ListActivities' },
      body: '{"ä":1}',
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({
      method: 'POST',
      path: '/some/path',
      target: 'AWSStepFunctions.ListActivities',
      body: '{"ä":1}',
    });
  });

  test.each(['/', '/health'])('says at GET %s that it is up', async (path) => {
    const { url } = await serve();
    const response = await fetch(url + path);
    expect([response.status, await response.json()]).toEqual([200, { service: 'stepyard', status: 'ok' }]);
  });

  test('answers at a path that is none', async () => {
    const { server, lines } = await serve();
    const status = await new Promise((resolve, reject) => {
      const request = httpRequest({ port: server.port, host: '127.0.0.1', path: '//', method: 'POST' }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      request.on('error', reject).end('{}');
    });
    expect([status, lines]).toEqual([200, []]);
  });

  test('lets browsers in, with the headers that SDKs send', async () => {
    const { url } = await serve();
    const headers = { 'access-control-request-headers': 'authorization,x-amz-target' };
    const response = await fetch(url, { method: 'OPTIONS', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,x-amz-target');
  });

  test.each([
    ['http://localhost:3000', undefined, 200],
    ['http://app.localhost:3000', undefined, 200],
    ['https://127.0.0.1', undefined, 200],
    ['http://[::1]:8080', undefined, 200],
    ['https://example.com', undefined, 403],
    ['http://localhost.example.com', undefined, 403],
    ['http://127.0.0.1.example.com', undefined, 403],
    ['null', undefined, 403],
    ['https://example.com', 'https://example.com', 200],
    ['https://example.org', 'https://example.com', 403],
    ['https://example.org', '*', 200],
  ])('answers a web page of %s, where %s is let in, with %i', async (origin, allowedOrigin, status) => {
    const { url } = await serve(echo, 0, allowedOrigin);
    const response = await fetch(url, { method: 'POST', headers: { origin }, body: '{}' });
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ __type: 'AccessDeniedException' });
  });

  test('unpacks gzip', async () => {
    const { url } = await serve();
    const headers = { 'content-encoding': 'gzip' };
    const response = await fetch(url, { method: 'POST', headers, body: gzipSync('{"packed":true}') });
    expect(await response.json()).toMatchObject({ body: '{"packed":true}' });
    const broken = await fetch(url, { method: 'POST', headers, body: 'not gzip' });
    expect([broken.status, await broken.json()]).toEqual([
      400,
      { __type: 'SerializationException', message: 'The request body is not valid gzip' },
    ]);
  });

  test.each([
    ['', 'x'.repeat(MAX_BODY_BYTES + 1)],
    ['gzip', gzipSync('x'.repeat(MAX_BODY_BYTES + 1))],
  ])('refuses a body that is too long (content-encoding %j)', async (encoding, body) => {
    const { url } = await serve();
    const headers = encoding === '' ? {} : { 'content-encoding': encoding };
    const response = await fetch(url, { method: 'POST', headers, body });
    expect([response.status, await response.json()]).toEqual([
      413,
      { __type: 'RequestEntityTooLargeException', message: `The request is longer than ${MAX_BODY_BYTES} bytes` },
    ]);
  });

  test('takes a body of the longest length', async () => {
    const { url } = await serve(async ({ body }) => ({ status: 200, headers: {}, body: String(body.length) }));
    const response = await fetch(url, { method: 'POST', body: 'x'.repeat(MAX_BODY_BYTES) });
    expect(await response.text()).toBe(String(MAX_BODY_BYTES));
  });

  test('keeps connections open', async () => {
    const { server } = await serve();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let count = 0; count < 3; count += 1) {
      await new Promise<void>((resolve, reject) => {
        const request = httpRequest(
          { port: server.port, host: '127.0.0.1', agent, method: 'POST' },
          (response: IncomingMessage) => {
            ports.add(response.socket.localPort);
            response.resume().on('end', resolve);
          },
        );
        request.on('error', reject).end('{}');
      });
    }
    agent.destroy();
    expect(ports.size).toBe(1);
  });

  test('tells the API when the client goes away', async () => {
    const arrived = promise();
    const gone = promise();
    const { server, lines } = await serve(async ({ signal }) => {
      arrived.resolve();
      signal?.().addEventListener('abort', gone.resolve);
      await gone.settled;
      return { status: 200, headers: {}, body: '' };
    });
    const socket = connect(server.port, '127.0.0.1');
    socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}');
    await arrived.settled;
    socket.destroy();
    await gone.settled;
    expect(lines).toEqual([]);
  });

  test('is not disturbed by a client that breaks off in the middle of a request', async () => {
    const { server, url } = await serve();
    const socket = connect(server.port, '127.0.0.1');
    await new Promise<void>((resolve) => {
      socket.write('POST / HTTP/1.1\r\nhost: x\r\ncontent-encoding: gzip\r\ncontent-length: 100\r\n\r\n{', () => {
        resolve();
      });
    });
    socket.destroy();
    expect((await fetch(url)).status).toBe(200);
  });

  test('answers what it has begun before it closes, and asks those who wait to leave', async () => {
    const arrived = promise();
    const { server, url } = await serve(async ({ closing }) => {
      const asked = promise();
      closing?.addEventListener('abort', asked.resolve);
      arrived.resolve();
      await asked.settled;
      return { status: 200, headers: {}, body: 'last words' };
    });
    const answer = fetch(url, { method: 'POST', body: '{}' }).then((response) => response.text());
    await arrived.settled;
    const closed = server.close();
    expect(await answer).toBe('last words');
    await closed;
    await expect(fetch(url)).rejects.toThrow();
  });

  test('says in one line that its port is in use', async () => {
    const { server } = await serve();
    await expect(serve(echo, server.port)).rejects.toThrow(`Port ${server.port} is already in use on 127.0.0.1`);
  });

  test('logs what should never happen and ends the connection', async () => {
    const { url, lines } = await serve(() => Promise.reject(new Error('broken')));
    await expect(fetch(url, { method: 'POST', body: '{}' })).rejects.toThrow();
    expect(lines).toEqual(['A connection failed: Error: broken']);
  });
});
