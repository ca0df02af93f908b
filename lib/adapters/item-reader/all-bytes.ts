import { itemTooLarge } from '../../asl/item-formats/item-parser.ts';

/** A stream as a whole, for what is known to be small. Throws StateFailure when it is larger than `limit` bytes. */
export async function allBytes(stream: AsyncIterable<Uint8Array>, limit = Infinity): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of stream) {
    parts.push(part);
    size += part.length;
    if (size > limit) throw itemTooLarge();
  }
  const all = new Uint8Array(size);
  let filled = 0;
  for (const part of parts) {
    all.set(part, filled);
    filled += part.length;
  }
  return all;
}
