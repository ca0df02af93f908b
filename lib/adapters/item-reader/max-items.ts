import { itemReaderFailure } from '../../asl/item-formats/item-parser.ts';
import { isObject, type Json, type JsonObject } from '../../asl/json.ts';
import type { ReadItem } from '../../ports/item-reader.ts';

/** More items than these are not read (docs: MaxItems). */
const MOST_ITEMS = 100_000_000;

/** How many items a reading gives at most; 0 means all (recorded, as is that it must be positive). Throws StateFailure. */
export function maxItemsOf({ MaxItems = 0 }: JsonObject): number {
  if (typeof MaxItems !== 'number' || !Number.isInteger(MaxItems)) {
    throw itemReaderFailure(`field MaxItems must be an integer, not ${JSON.stringify(MaxItems)}`);
  }
  if (MaxItems < 0) throw itemReaderFailure('field MaxItems must be positive');
  return Math.min(MaxItems === 0 ? MOST_ITEMS : MaxItems, MOST_ITEMS);
}

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
