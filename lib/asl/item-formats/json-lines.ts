import type { ItemParser, ParsedItem } from './item-parser.ts';
import { createLineSplitter, type Line } from './lines.ts';
import { parsedItem } from './parsed-item.ts';

/** JSON Lines: every line is an item, but those that hold nothing but white space. */
export function createJsonLinesParser(start: number): ItemParser {
  const lines = createLineSplitter(start);
  return {
    push: (bytes) => itemsOf(lines.push(bytes)),
    end: () => itemsOf(lines.end()),
    isDone: false,
  };
}

function* itemsOf(lines: readonly Line[]): Iterable<ParsedItem> {
  for (const { text, end } of lines) {
    if (text.trim() !== '') yield { value: parsedItem(text), position: { offset: end } };
  }
}
