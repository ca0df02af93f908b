import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { fileFailure } from './failure.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** How files are decompressed, by the ends of their keys. */
const DECOMPRESSION: Readonly<Record<string, (bytes: Bytes) => Bytes>> = { '.gz': gunzip, '.zst': unzstd };

export function isCompressed(key: string): boolean {
  return decompressionOf(key) !== undefined;
}

/** The bytes of a file as they were before it was compressed. Rejects with StateFailure when they are not to be had. */
export function decompressed(key: string, bytes: Bytes): Bytes {
  return decompressionOf(key)?.(bytes) ?? bytes;
}

function decompressionOf(key: string): ((bytes: Bytes) => Bytes) | undefined {
  return Object.entries(DECOMPRESSION).find(([end]) => key.endsWith(end))?.[1];
}

async function* gunzip(bytes: Bytes): Bytes {
  // Also undoes several compressed parts in a row. An error of either stream is met where the second one is read.
  const output = createGunzip();
  pipeline(Readable.from(bytes), output, () => undefined);
  try {
    yield* output as Bytes;
  } catch (error) {
    throw fileFailure(error);
  }
}

async function* unzstd(bytes: Bytes): Bytes {
  const { Decompress } = await import('fzstd');
  let output: Uint8Array[] = [];
  // The decoder goes on writing where what it has handed out lies.
  const decoder = new Decompress((data) => output.push(data.slice()));
  try {
    for await (const part of bytes) {
      decoder.push(part);
      yield* output;
      output = [];
    }
    decoder.push(new Uint8Array(0), true);
    yield* output;
  } catch (error) {
    throw fileFailure(error);
  }
}
