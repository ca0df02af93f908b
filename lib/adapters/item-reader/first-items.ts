import { isObject, type Json } from '../../asl/json.ts';
import type { ReadItem } from '../../ports/item-reader.ts';

/**
 * The first `limit` items; their positions remember how many there were before.
 * @param open begins with the first item, or behind the one whose position it is given
 */
export async function* firstItems(
  limit: number,
  from: Json | undefined,
  open: (from: Json | undefined) => AsyncIterable<ReadItem>,
): AsyncIterable<ReadItem> {
  const before = countedPosition(from);
  let read = before.read;
  if (read >= limit) return;
  for await (const item of open(before.at)) {
    read += 1;
    yield { ...item, position: { read, at: item.position } };
    if (read >= limit) return;
  }
}

function countedPosition(from: Json | undefined): { readonly read: number; readonly at: Json | undefined } {
  if (from === undefined) return { read: 0, at: undefined };
  if (!isObject(from) || typeof from['read'] !== 'number') throw new Error('Not a position of this item reader.');
  return { read: from['read'], at: from['at'] };
}
