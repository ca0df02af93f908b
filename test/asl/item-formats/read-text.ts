import type { ParsedItem, TextPosition } from '../../../lib/asl/item-formats/item-parser.ts';
import { createTextParser, type TextFormat } from '../../../lib/asl/item-formats/text-format.ts';

/** All items of a text that comes in pieces of `size` bytes; with `from`, those behind an item. */
export function readText(format: TextFormat, text: string, size = Infinity, from?: TextPosition): ParsedItem[] {
  const parser = createTextParser(format, from);
  const bytes = new TextEncoder().encode(text).subarray(from?.offset ?? 0);
  const items: ParsedItem[] = [];
  for (let start = 0; start < bytes.length && !parser.isDone; start += size) {
    items.push(...parser.push(bytes.slice(start, Math.min(start + size, bytes.length))));
  }
  return [...items, ...parser.end()];
}

export function valuesOf(items: readonly ParsedItem[]) {
  return items.map(({ value }) => value);
}
