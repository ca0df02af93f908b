import type { Json } from '../json.ts';
import { accept, acceptBetweenBlanks, expect, fail, listOf, nested, skipBlanks } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { scalarAt } from './literal.ts';
import { FILTER_OPERATORS } from './path-operators.ts';
import type { FilterOperator, Operand } from './path-operators.ts';
import type { Step } from './path-steps.ts';
import { findFrom } from './path-walk.ts';
import { quotedAt } from './quoted-name.ts';

/** Does the candidate, `@`, pass one comparison? */
type FilterTest = (candidate: Json) => boolean;

/**
 * A filter as jsonpath-plus evaluates it: only calls of our own tests, joined by `&&`, `||`, `!` and brackets,
 * so that nothing of the author's text is ever run and values compare as they do in AWS.
 */
export interface Filter {
  /** `(t0(@)&&!t1(@))` */
  readonly expression: string;
  /** The tests by the names they have in the expression; `document` is what `$` means in them. */
  readonly tests: (document: Json) => Readonly<Record<string, FilterTest>>;
}

/** Parses the steps of a path from behind its `$` or `@`. */
type StepsParser = (cursor: Cursor) => readonly Step[];

const MAX_TESTS = 64;

/** Parses `( … )` after `[?`. */
export function parseFilter(cursor: Cursor, stepsAt: StepsParser): Filter {
  const comparisons: Comparison[] = [];

  const anyOf = (): string => joined('||', allOf);
  const allOf = (): string => joined('&&', one);
  const joined = (operator: string, part: () => string): string => {
    const parts = [part()];
    while (acceptBetweenBlanks(cursor, operator)) parts.push(part());
    return parts.join(operator);
  };
  const one = (): string => {
    skipBlanks(cursor);
    if (accept(cursor, '!')) return `!${nested(cursor, one)}`;
    return cursor.text[cursor.at] === '(' ? nested(cursor, group) : comparison();
  };
  const group = (): string => {
    expect(cursor, '(');
    const inner = anyOf();
    skipBlanks(cursor);
    expect(cursor, ')');
    return `(${inner})`;
  };
  const comparison = (): string => {
    if (comparisons.length >= MAX_TESTS) fail(cursor, `more than ${MAX_TESTS} comparisons`);
    comparisons.push(comparisonAt(cursor, stepsAt));
    return `t${comparisons.length - 1}(@)`;
  };

  const expression = nested(cursor, group);
  return {
    expression,
    tests: (document) => Object.fromEntries(comparisons.map((bind, index) => [`t${index}`, bind(document)])),
  };
}

type Comparison = (document: Json) => FilterTest;
type OperandReader = (document: Json) => (candidate: Json) => Operand;

function comparisonAt(cursor: Cursor, stepsAt: StepsParser): Comparison {
  const left = operandAt(cursor, stepsAt);
  skipBlanks(cursor);
  const operator = operatorAt(cursor);
  skipBlanks(cursor);
  const right = operator && operandAt(cursor, stepsAt);
  return (document) => {
    const readLeft = left(document);
    if (!operator || !right) return (candidate) => readLeft(candidate) !== undefined;
    const readRight = right(document);
    return (candidate) => operator(readLeft(candidate), readRight(candidate));
  };
}

function operatorAt(cursor: Cursor): FilterOperator | undefined {
  // A regular expression of the author's could take for ever on somebody else's value.
  if (accept(cursor, '=~')) fail(cursor, 'the operator =~ is not supported');
  return FILTER_OPERATORS.find(([text]) => accept(cursor, text))?.[1];
}

function operandAt(cursor: Cursor, stepsAt: StepsParser): OperandReader {
  if (accept(cursor, '@')) {
    const steps = nested(cursor, () => stepsAt(cursor));
    return (document) => (candidate) => findFrom(candidate, steps, document);
  }
  if (accept(cursor, '$')) {
    const steps = nested(cursor, () => stepsAt(cursor));
    return (document) => {
      const value = findFrom(document, steps, document);
      return () => value;
    };
  }
  const value = valueAt(cursor);
  return () => () => value;
}

function valueAt(cursor: Cursor): Json {
  const next = cursor.text[cursor.at];
  if (next === "'" || next === '"') return quotedAt(cursor);
  if (!accept(cursor, '[')) {
    const scalar = scalarAt(cursor);
    return scalar === undefined ? fail(cursor, 'expected a path or a value') : scalar;
  }
  if (acceptBetweenBlanks(cursor, ']')) return [];
  const items = nested(cursor, () => listOf(cursor, valueAt));
  expect(cursor, ']');
  return items;
}
