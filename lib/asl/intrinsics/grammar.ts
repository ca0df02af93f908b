import {
  accept,
  acceptBetweenBlanks,
  acceptPattern,
  expect,
  fail,
  listOf,
  parseAll,
  skipBlanks,
} from '../data/cursor.ts';
import type { Cursor } from '../data/cursor.ts';
import { compileSyntax } from '../data/json-path.ts';
import type { CompiledPath } from '../data/json-path.ts';
import { scalarAt } from '../data/literal.ts';
import { pathAt } from '../data/path-grammar.ts';
import { INTRINSIC_FUNCTIONS } from './functions.ts';
import type { IntrinsicFunction } from './intrinsic-function.ts';
import type { Json } from '../json.ts';

export interface Call {
  readonly kind: 'call';
  readonly function: IntrinsicFunction;
  readonly args: readonly Argument[];
}

export type Argument =
  Call | { readonly kind: 'path'; readonly path: CompiledPath } | { readonly kind: 'literal'; readonly value: Json };

const MAX_NESTING = 10;

const FUNCTION_NAME = /States\.([A-Za-z0-9]+)/y;
const ESCAPED = /\\(?:[\\{}'])/y;

/** Parses a whole text as the call of an intrinsic function. @throws InvalidPathSyntax */
export function parseCall(text: string): Call {
  return parseAll(text, (cursor) => {
    skipBlanks(cursor);
    const call = callAt(cursor, 1);
    skipBlanks(cursor);
    return call;
  });
}

function callAt(cursor: Cursor, depth: number): Call {
  if (depth > MAX_NESTING) fail(cursor, `more than ${MAX_NESTING} function calls within each other`);
  const name = acceptPattern(cursor, FUNCTION_NAME)?.slice('States.'.length) ?? fail(cursor, 'expected a function');
  const called = INTRINSIC_FUNCTIONS.get(name) ?? fail(cursor, `there is no function States.${name}`);
  skipBlanks(cursor);
  expect(cursor, '(');
  if (acceptBetweenBlanks(cursor, ')')) return { kind: 'call', function: called, args: [] };
  // Format tells an escaped brace from a place for a value, so it gets its text with the escapes.
  let raw = called.name === 'Format';
  const args = listOf(cursor, () => {
    const argument = argumentAt(cursor, depth, raw);
    raw = false;
    return argument;
  });
  expect(cursor, ')');
  return { kind: 'call', function: called, args };
}

function argumentAt(cursor: Cursor, depth: number, raw: boolean): Argument {
  const next = cursor.text[cursor.at];
  if (next === 'S') return callAt(cursor, depth + 1);
  if (next === '$') {
    const start = cursor.at;
    const syntax = pathAt(cursor);
    return { kind: 'path', path: compileSyntax(cursor.text.slice(start, cursor.at), syntax) };
  }
  if (accept(cursor, "'")) return { kind: 'literal', value: stringAt(cursor, raw) };
  const value = scalarAt(cursor);
  return value === undefined ? fail(cursor, 'expected an argument') : { kind: 'literal', value };
}

/** The rest of a string in single quotes; `\'`, `\{`, `\}` and `\\` are the only escapes (recorded 2025-02). */
function stringAt(cursor: Cursor, raw: boolean): string {
  let text = '';
  while (!accept(cursor, "'")) {
    if (cursor.at >= cursor.text.length) fail(cursor, 'a quote is not closed');
    const escaped = acceptPattern(cursor, ESCAPED);
    if (escaped !== undefined) text += raw ? escaped : escaped.slice(1);
    else if (cursor.text[cursor.at] === '\\') fail(cursor, 'illegal escape');
    else {
      text += cursor.text.charAt(cursor.at);
      cursor.at += 1;
    }
  }
  return text;
}
