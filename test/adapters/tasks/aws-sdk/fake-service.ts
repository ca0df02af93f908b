import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** A service that notes what it is asked, and answers what it is told to. */
export interface FakeService {
  readonly endpoint: string;
  readonly seen: readonly SeenRequest[];
  answer(answer: FakeAnswer): void;
  close(): Promise<void>;
}

export async function startFakeService(): Promise<FakeService> {
  const seen: SeenRequest[] = [];
  let next: FakeAnswer = {};
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
      response.writeHead(next.status ?? 200, { 'x-amzn-requestid': 'r-1', ...next.headers });
      response.end(next.body ?? '');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    answer(answer) {
      seen.length = 0;
      next = answer;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
