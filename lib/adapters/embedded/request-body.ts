import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The largest body, unpacked; above AWS's own limits, so that the API can answer in AWS's words. */
export const MAX_BODY_BYTES = 6 * 1024 * 1024;

type RequestBody =
  | { readonly bytes: Buffer }
  /** Why the body cannot be used. */
  | { readonly refused: 'tooLarge' | 'notGzip' };

/** Reads a request's body, unpacking gzip. Rejects when the client breaks off. */
export async function readBody(request: IncomingMessage, maxBytes: number): Promise<RequestBody> {
  if (request.headers['content-encoding']?.toLowerCase() !== 'gzip') {
    return (await collect(request, maxBytes)) ?? tooLarge(request);
  }
  // Errors of either stream arrive where the unpacked one is read.
  const unpacked = pipeline(request, createGunzip(), () => {});
  try {
    const body = await collect(unpacked, maxBytes);
    if (body !== undefined) return body;
  } catch {
    return { refused: 'notGzip' };
  }
  request.unpipe(unpacked);
  return tooLarge(request);
}

/** undefined when it is longer than allowed; what is left of the stream then goes by. */
function collect(stream: Readable, maxBytes: number): Promise<RequestBody | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    stream.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBytes) chunks.push(chunk);
      else resolve(undefined);
    });
    stream.on('end', () => {
      resolve({ bytes: chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks) });
    });
    stream.on('error', reject);
    stream.on('close', () => {
      if (!stream.readableEnded) reject(new Error('The client broke off.'));
    });
  });
}

/** Many clients read no answer before they have sent their whole request, so the rest is let pass. */
async function tooLarge(request: IncomingMessage): Promise<RequestBody> {
  request.resume();
  if (!request.readableEnded) await once(request, 'end');
  return { refused: 'tooLarge' };
}
