import { ErrorName, StateFailure } from '../errors.ts';
import type { Json } from '../json.ts';

/** The largest item that an ItemReader takes, in bytes (docs: quotas). */
export const MAX_ITEM_BYTES = 8 * 1024 * 1024;

/** Behind an item, in bytes of the decompressed file; and what it stands in, where the bytes before would tell. */
export type TextPosition = {
  readonly offset: number;
  readonly container?: 'array' | 'object';
};

export interface ParsedItem {
  readonly value: Json;
  /** The name of a member, where the file holds a JSON object. */
  readonly key?: string;
  /** Where a parser of the rest of the file would begin. */
  readonly position: TextPosition;
}

/**
 * Finds items in a file that comes in pieces of any size, and keeps no more of it than the item it is in.
 * Both methods are to be iterated to their ends; they throw StateFailure, States.ItemReaderFailed, when an item is reached
 * that is none.
 */
export interface ItemParser {
  push(bytes: Uint8Array): Iterable<ParsedItem>;
  /** The file is over. */
  end(): Iterable<ParsedItem>;
  /** No item comes any more, whatever follows. */
  readonly isDone: boolean;
}

export function itemReaderFailure(cause: string): StateFailure {
  return new StateFailure(ErrorName.itemReaderFailed, cause);
}

/** Words of our own; AWS only documents the limit. */
export function itemTooLarge(): StateFailure {
  return itemReaderFailure(`An item is larger than ${MAX_ITEM_BYTES} bytes.`);
}
