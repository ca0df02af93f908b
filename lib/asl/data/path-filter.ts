import type { Json } from '../json.ts';
import { accept, acceptBetweenBlanks, acceptPattern, expect, fail, listOf, skipBlanks } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { FILTER_OPERATORS } from './path-operators.ts';
import type { FilterOperator, Operand } from './path-operators.ts';
import type { Step } from './path-steps.ts';
import { findFrom } from './path-walk.ts';
import { quotedAt } from './quoted-name.ts';

/** One comparison of a filter; `document` is what `$` means in it, `candidate` what `@` means. */
type FilterTest = (document: Json, candidate: Json) => boolean;

/**
 * A filter as jsonpath-plus evaluates it: only calls of our own tests, joined by `&&`, `||`, `!` and brackets,
 * so that nothing of the author's text is ever run and values compare as AWS compares them.
 */
export interface Filter {
  readonly expression: string;
  readonly tests: Readonly<Record<string, FilterTest>>;
}

const MAX_NESTING = 32;
const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const WORD = /[a-z]+/y;
const WORDS: Readonly<Record<string, Json>> = { true: true, false: false, null: null };

/** Parses the steps of a path from behind its `$` or `@`. */
type StepsParser = (cursor: Cursor) => readonly Step[];

/** Parses `( … )` after `[?`. */
export function parseFilter(cursor: Cursor, stepsAt: StepsParser): Filter {
  const tests: Record<string, FilterTest> = {};
  let nesting = 0;

  const anyOf = (): string => joined('||', allOf);
  const allOf = (): string => joined('&&', one);
  const joined = (operator: string, part: () => string): string => {
    const parts = [part()];
    while (acceptBetweenBlanks(cursor, operator)) parts.push(part());
    return parts.join(operator);
  };
  const one = (): string => {
    skipBlanks(cursor);
    if (accept(cursor, '!')) return `!${one()}`;
    return cursor.text[cursor.at] === '(' ? group() : test();
  };
  const group = (): string => {
    if ((nesting += 1) > MAX_NESTING) fail(cursor, `more than ${MAX_NESTING} brackets within each other`);
    expect(cursor, '(');
    const inner = anyOf();
    skipBlanks(cursor);
    expect(cursor, ')');
    nesting -= 1;
    return `(${inner})`;
  };
  const test = (): string => {
    const name = `t${Object.keys(tests).length}`;
    tests[name] = comparisonAt(cursor, stepsAt);
    return `${name}(document, @)`;
  };

  return { expression: group(), tests };
}

function comparisonAt(cursor: Cursor, stepsAt: StepsParser): FilterTest {
  const left = operandAt(cursor, stepsAt);
  skipBlanks(cursor);
  const operator = operatorAt(cursor);
  if (!operator) return (document, candidate) => left(document, candidate) !== undefined;
  skipBlanks(cursor);
  const right = operandAt(cursor, stepsAt);
  return (document, candidate) => operator(left(document, candidate), right(document, candidate));
}

function operatorAt(cursor: Cursor): FilterOperator | undefined {
  // A regular expression of the author's could take for ever on a value of someone else's.
  if (accept(cursor, '=~')) fail(cursor, 'the operator =~ is not supported');
  return FILTER_OPERATORS.find(([text]) => accept(cursor, text))?.[1];
}

function operandAt(cursor: Cursor, stepsAt: StepsParser): (document: Json, candidate: Json) => Operand {
  if (accept(cursor, '@')) {
    const steps = stepsAt(cursor);
    return (document, candidate) => findFrom(candidate, steps, document);
  }
  if (accept(cursor, '$')) {
    const steps = stepsAt(cursor);
    return (document) => findFrom(document, steps, document);
  }
  const value = literalAt(cursor);
  return () => value;
}

function literalAt(cursor: Cursor): Json {
  const next = cursor.text[cursor.at];
  if (next === "'" || next === '"') return quotedAt(cursor);
  if (accept(cursor, '[')) {
    const items = acceptBetweenBlanks(cursor, ']') ? undefined : listOf(cursor, literalAt);
    if (items) expect(cursor, ']');
    return items ?? [];
  }
  const number = acceptPattern(cursor, NUMBER);
  if (number !== undefined) return Number(number);
  const word = acceptPattern(cursor, WORD);
  const value = word !== undefined && Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
  return value === undefined ? fail(cursor, 'expected a path or a value') : value;
}
