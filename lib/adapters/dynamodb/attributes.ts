import type { Item } from './table.ts';

/** Typed reads of an item's attributes; a missing one means that the table holds what Stepyard did not write. */
function missing(name: string): Error {
  return new Error(`An item in the table has no attribute ${name}.`);
}

export function numberOf(item: Item, name: string): number {
  const value = item[name]?.N;
  if (value === undefined) throw missing(name);
  return Number(value);
}

export function stringOf(item: Item, name: string): string {
  const value = item[name]?.S;
  if (value === undefined) throw missing(name);
  return value;
}

export function bytesOf(item: Item, name: string): Uint8Array {
  const value = item[name]?.B;
  if (value === undefined) throw missing(name);
  return value;
}
