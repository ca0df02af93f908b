import { InvalidPathSyntax } from './invalid-path-syntax.ts';

/** A place in a text that is being parsed, and how many constructs are open there. */
export interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}

/** Deeper constructs only occur as attacks on the stack. */
const MAX_DEPTH = 32;

/** Parses a whole text. @throws InvalidPathSyntax */
export function parseAll<Parsed>(text: string, parse: (cursor: Cursor) => Parsed): Parsed {
  const cursor = { text, at: 0, depth: 0 };
  const parsed = parse(cursor);
  if (cursor.at < text.length) fail(cursor, 'unexpected text');
  return parsed;
}

/** Parses something that may contain itself. */
export function nested<Parsed>(cursor: Cursor, parse: () => Parsed): Parsed {
  if (cursor.depth >= MAX_DEPTH) fail(cursor, 'nested too deeply');
  cursor.depth += 1;
  const parsed = parse();
  cursor.depth -= 1;
  return parsed;
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
