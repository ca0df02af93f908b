import { compareUtf8 } from '../../../lib/adapters/memory/utf8-order.ts';
import { s3Failure } from '../../../lib/adapters/objects/s3-messages.ts';
import type { ObjectPlace, Objects } from '../../../lib/ports/objects.ts';

/** One bucket in memory, which remembers what was asked of it. */
export interface MemoryObjects extends Objects {
  readonly contents: Map<string, Uint8Array>;
  /** Bytes that were read, request by request: `key from-`. */
  readonly reads: string[];
  readonly places: ObjectPlace[];
  /** How many bytes were handed out. */
  bytesRead: number;
}

/** @param pieceSize bytes of a stream come in pieces of this size */
export function memoryObjects(
  bucket: string,
  objects: Readonly<Record<string, Uint8Array | string>>,
  pieceSize = 5,
): MemoryObjects {
  const contents = new Map(Object.entries(objects).map(([key, body]) => [key, bytesOf(body)]));
  const check = (name: string): void => {
    if (name !== bucket) throw s3Failure('NoSuchBucket');
  };
  const memory: MemoryObjects = {
    contents,
    reads: [],
    places: [],
    bytesRead: 0,
    async get(place, range) {
      check(place.bucket);
      const body = contents.get(place.key);
      if (!body) throw s3Failure('NoSuchKey');
      const { start, end = body.length - 1 } = range ?? { start: 0 };
      memory.places.push(place);
      memory.reads.push(`${place.key} ${start}-${range?.end ?? ''}`);
      if (range && start >= body.length) throw s3Failure('InvalidRange');
      async function* pieces() {
        for (let at = start; at <= end; at += pieceSize) {
          const piece = body?.slice(at, Math.min(at + pieceSize, end + 1)) ?? new Uint8Array(0);
          memory.bytesRead += piece.length;
          yield piece;
        }
      }
      return { stream: pieces(), size: body.length };
    },
    async *list({ bucket: name, prefix = '', startAfter = '' }) {
      check(name);
      for (const key of [...contents.keys()].sort(compareUtf8)) {
        if (!key.startsWith(prefix) || compareUtf8(key, startAfter) <= 0) continue;
        const size = contents.get(key)?.length ?? 0;
        yield { key, size, etag: `"etag of ${key}"`, lastModified: 1_700_000_000_999, storageClass: 'STANDARD' };
      }
    },
    async put(place, body) {
      check(place.bucket);
      contents.set(place.key, bytesOf(body));
    },
  };
  return memory;
}

function bytesOf(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body;
}
