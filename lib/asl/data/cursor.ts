import { InvalidPathSyntax } from './invalid-path-syntax.ts';

/** A place in a text that is being parsed. */
export interface Cursor {
  readonly text: string;
  at: number;
}

export function fail(cursor: Cursor, reason: string): never {
  throw new InvalidPathSyntax(cursor.text, `${reason} at character ${cursor.at + 1}`);
}

/** Steps over `token` if it is next. */
export function accept(cursor: Cursor, token: string): boolean {
  if (!cursor.text.startsWith(token, cursor.at)) return false;
  cursor.at += token.length;
  return true;
}

export function expect(cursor: Cursor, token: string): void {
  if (!accept(cursor, token)) fail(cursor, `expected '${token}'`);
}

/** Steps over what a sticky pattern matches here. */
export function acceptPattern(cursor: Cursor, sticky: RegExp): string | undefined {
  sticky.lastIndex = cursor.at;
  const match = sticky.exec(cursor.text);
  if (!match) return undefined;
  cursor.at = sticky.lastIndex;
  return match[0];
}

const BLANKS = /\s*/y;

export function skipBlanks(cursor: Cursor): void {
  acceptPattern(cursor, BLANKS);
}

/** Steps over `token` and the blanks around it, if it is next. */
export function acceptBetweenBlanks(cursor: Cursor, token: string): boolean {
  skipBlanks(cursor);
  const accepted = accept(cursor, token);
  if (accepted) skipBlanks(cursor);
  return accepted;
}

/** Items separated by commas, at least one; the closing token is left to the caller. */
export function listOf<Item>(cursor: Cursor, item: (cursor: Cursor) => Item): Item[] {
  const items: Item[] = [];
  do {
    skipBlanks(cursor);
    items.push(item(cursor));
  } while (acceptBetweenBlanks(cursor, ','));
  return items;
}
