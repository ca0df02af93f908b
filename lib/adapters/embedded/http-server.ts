import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { jsonResponse, type Api, type ApiRequest, type ApiResponse } from '../../api/protocol/message.ts';
import { mayCall } from './page-origin.ts';
import { MAX_BODY_BYTES, readBody } from './request-body.ts';

interface HttpServerOptions {
  readonly api: Api;
  /** 0 for any free port. */
  readonly port: number;
  /** @default 127.0.0.1 */
  readonly host?: string;
  /** Web pages of this origin may call, too; `*`: those of all. */
  readonly allowedOrigin?: string;
  /** What else is answered to GET, by path: a JSON document. */
  readonly pages?: ReadonlyMap<string, (query: URLSearchParams) => object>;
  log(line: string): void;
}

export interface HttpServer {
  readonly port: number;
  /** Resolves when the requests that were being answered have their answers; idle connections are closed at once. */
  close(): Promise<void>;
}

/** Names and values in turn, as all headers here: Node takes much longer over an object that was put together. */
const CORS = [
  ...['access-control-allow-origin', '*'],
  ...['access-control-allow-methods', 'GET, POST, OPTIONS'],
  ...['access-control-expose-headers', 'x-amzn-requestid'],
];
const KEEP_ALIVE_MS = 75_000;
const REFUSED = {
  tooLarge: [413, 'RequestEntityTooLargeException', `The request is longer than ${MAX_BODY_BYTES} bytes`],
  notGzip: [400, 'SerializationException', 'The request body is not valid gzip'],
} as const;

/** Serves the API over HTTP. An Error with one clear line if it cannot listen. */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const host = options.host ?? '127.0.0.1';
  const closing = new AbortController();
  const server = createServer((request, response) => {
    response.on('finish', () => {
      if (closing.signal.aborted) setImmediate(() => server.closeIdleConnections());
    });
    handle(options, request, response, closing.signal).catch((error: unknown) => {
      if (!request.socket.destroyed) options.log(`A connection failed: ${String(error)}`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  await listen(server, options.port, host);
  return { port: (server.address() as AddressInfo).port, close: () => close(server, closing) };
}

async function handle(
  { api, pages, allowedOrigin }: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  const method = request.method ?? 'GET';
  const { origin } = request.headers;
  if (!mayCall(origin, allowedOrigin)) {
    const message = `Web pages of ${origin} may not call Stepyard. To let them: stepyard start --origin ${origin}`;
    send(response, jsonResponse(403, { __type: 'AccessDeniedException', message }, randomUUID()));
    return;
  }
  const { pathname: path, searchParams } = urlOf(request.url ?? '/');
  if (method === 'OPTIONS') {
    // A star would not allow the Authorization header.
    const asked = request.headers['access-control-request-headers'];
    response.writeHead(204, [...CORS, 'access-control-allow-headers', asked ?? '*']).end();
    return;
  }
  if (method === 'GET' && (path === '/' || path === '/health')) {
    send(response, json(200, { service: 'stepyard', status: 'ok' }));
    return;
  }
  const page = method === 'GET' ? pages?.get(path) : undefined;
  if (page) {
    send(response, json(200, page(searchParams)));
    return;
  }
  const body = await readBody(request, MAX_BODY_BYTES);
  if ('refused' in body) {
    const [status, type, message] = REFUSED[body.refused];
    send(response, jsonResponse(status, { __type: type, message }, randomUUID()));
    return;
  }
  const asked: ApiRequest = {
    method,
    path,
    headers: headersOf(request),
    body: body.bytes,
    closing,
    signal: goneSignal(response),
  };
  send(response, await api(asked));
}

/** Makes the signal that aborts when the client has gone away, for the few actions that look at it. */
function goneSignal(response: ServerResponse): () => AbortSignal {
  let gone: AbortController | undefined;
  response.on('close', () => {
    if (!response.writableFinished) gone?.abort();
  });
  return () => {
    gone ??= new AbortController();
    if (response.destroyed) gone.abort();
    return gone.signal;
  };
}

const ROOT = new URL('http://localhost/');

/** Takes a path or a whole URL; what is neither, such as `//`, counts as the root. */
function urlOf(text: string): URL {
  if (text === '/') return ROOT;
  return new URL(URL.canParse(text, 'http://localhost') ? text : '/', 'http://localhost');
}

function headersOf(request: IncomingMessage): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (const name in request.headers) {
    const value = request.headers[name];
    headers[name] = Array.isArray(value) ? value[0] : value;
  }
  return headers;
}

function send(response: ServerResponse, { status, headers, body }: ApiResponse): void {
  if (response.destroyed) return;
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, [...CORS, ...Object.entries(headers).flat(), 'content-length', length]).end(body);
}

function json(status: number, body: object): ApiResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => {
      const inUse = error.code === 'EADDRINUSE';
      reject(
        new Error(
          inUse ? `Port ${port} is already in use on ${host}` : `Cannot listen on ${host}:${port}: ${error.message}`,
        ),
      );
    };
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

function close(server: Server, closing: AbortController): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
    closing.abort();
  });
}
