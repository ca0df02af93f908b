import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The largest body, unpacked; above AWS's own limits, so that the API can answer in AWS's words. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;

export type RequestBody =
  | { readonly bytes: Buffer }
  /** Why the body cannot be used. */
  | { readonly refused: 'tooLarge' | 'notGzip' };

/** Reads a request's body, unpacking gzip. Rejects when the client breaks off. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  const gzip = request.headers['content-encoding']?.toLowerCase() === 'gzip';
  if (!gzip) return collect(request, maxBytes);
  try {
    return await collect(request.pipe(createGunzip()), maxBytes);
  } catch {
    return { refused: 'notGzip' };
  }
}

async function collect(stream: Readable, maxBytes: number): Promise<RequestBody> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBytes) return { refused: 'tooLarge' };
    chunks.push(chunk);
  }
  return { bytes: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks) };
}
