import { request as httpRequest } from 'node:http';
import type { ApiRequest, ApiResponse } from '../../lib/api/protocol/message.ts';

/** What the server answers to anybody, whatever they want: it is no answer of the API. */
const HEALTH = '{"service":"stepyard","status":"ok"}';

/** Sends a request as it is; a body that has been packed goes with the header that says so. */
export function sendOverHttp(port: number, { method, path, headers, body }: ApiRequest): Promise<ApiResponse> {
  const bytes = Buffer.from(body);
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return new Promise((resolve, reject) => {
    const encoding = packed ? { 'content-encoding': 'gzip' } : {};
    const given: [string, string | undefined][] = Object.entries({
      ...headers,
      ...encoding,
      'content-length': String(bytes.length),
    });
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method,
        path,
        headers: Object.fromEntries(given.filter(([, value]) => value !== undefined)),
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
          // HEAD has no body; its status says enough.
          const answered = method === 'HEAD' || text === HEALTH ? '{}' : text;
          resolve({
            status: answered === '{}' ? 200 : (response.statusCode ?? 0),
            headers: Object.fromEntries(received) as Record<string, string>,
            body: answered,
          });
        });
      },
    );
    request.on('error', reject);
    request.end(bytes);
  });
}
