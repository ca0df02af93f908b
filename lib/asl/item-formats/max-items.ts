import type { JsonObject } from '../json.ts';
import { itemReaderFailure } from './item-parser.ts';

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
