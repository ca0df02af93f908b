import { accept, expect, fail } from './cursor.ts';
import type { Cursor } from './cursor.ts';

/** A text in single or double quotes. A backslash stands for itself unless it comes before that kind of quote (recorded 2025-02). */
export function quotedAt(cursor: Cursor): string {
  const quote = accept(cursor, "'") ? "'" : '"';
  if (quote === '"') expect(cursor, quote);
  let text = '';
  while (!accept(cursor, quote)) {
    if (cursor.at >= cursor.text.length) fail(cursor, 'a quote is not closed');
    if (accept(cursor, `\\${quote}`)) text += quote;
    else {
      text += cursor.text.charAt(cursor.at);
      cursor.at += 1;
    }
  }
  return text;
}
