import { parseInstant } from '../data/timestamp.ts';
import { isNumber } from '../json.ts';
import type { Json } from '../json.ts';
import { compareNumbers, type JsonNumber } from '../json-text/compare-numbers.ts';
import { wildcardMatcher } from './string-matches.ts';

/** `undefined` for a variable that is not there; of the operators only IsPresent ever sees that. */
type Test = (variable: Json | undefined) => boolean;

export interface Operator {
  /** What the definition has to give: a value of this type, or a path to one. */
  readonly operand: 'string' | 'number' | 'boolean' | 'timestamp' | 'path';
  /** May the variable be missing? */
  readonly allowsMissing: boolean;
  /** The test against one operand; for a …Path operator the value that its path leads to. */
  against(operand: Json): Test;
}

/** Values of a type in a form that can be compared; undefined for values of other types, which never match. */
const TYPES = {
  String: { operand: 'string', read: (value: Json) => (typeof value === 'string' ? value : undefined) },
  Numeric: { operand: 'number', read: (value: Json) => (isNumber(value) ? value : undefined) },
  Boolean: { operand: 'boolean', read: (value: Json) => (typeof value === 'boolean' ? value : undefined) },
  Timestamp: { operand: 'timestamp', read: instant },
} as const;

type Comparable = string | JsonNumber | boolean | bigint;
/** @param order negative, 0 or positive, as the variable is to the operand */
type Relation = (order: number) => boolean;

const EQUALS = { Equals: (order: number) => order === 0 };
const ORDER = {
  ...EQUALS,
  LessThan: (order: number) => order < 0,
  GreaterThan: (order: number) => order > 0,
  LessThanEquals: (order: number) => order <= 0,
  GreaterThanEquals: (order: number) => order >= 0,
};

const COMPARISONS = [
  ...comparisons('String', ORDER),
  ...comparisons('Numeric', ORDER),
  ...comparisons('Boolean', EQUALS),
  ...comparisons('Timestamp', ORDER),
];

/** The 39 operators of a choice rule by name (spec: Data-test expression). */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ...COMPARISONS,
  ...COMPARISONS.map(([name, operator]) => [`${name}Path`, { ...operator, operand: 'path' }] as const),
  [
    'StringMatches',
    {
      operand: 'string',
      allowsMissing: false,
      against(pattern) {
        if (typeof pattern !== 'string') return () => false;
        const matches = wildcardMatcher(pattern);
        return (variable) => typeof variable === 'string' && matches(variable);
      },
    },
  ],
  ['IsPresent', question((variable) => variable !== undefined, { allowsMissing: true })],
  ['IsNull', question((variable) => variable === null)],
  ['IsNumeric', question(isNumber)],
  ['IsString', question((variable) => typeof variable === 'string')],
  ['IsBoolean', question((variable) => typeof variable === 'boolean')],
  ['IsTimestamp', question((variable) => variable !== undefined && instant(variable) !== undefined)],
]);

function instant(value: Json): bigint | undefined {
  return typeof value === 'string' ? parseInstant(value) : undefined;
}

/** Of two values of one type. */
function compare(a: Comparable, b: Comparable): number {
  if (typeof a === 'object' || typeof b === 'object') return compareNumbers(a as JsonNumber, b as JsonNumber);
  return Number(a > b) - Number(a < b);
}

function comparisons(
  type: keyof typeof TYPES,
  relations: Readonly<Record<string, Relation>>,
): (readonly [string, Operator])[] {
  const { operand, read } = TYPES[type];
  return Object.entries(relations).map(([relation, holds]) => [
    type + relation,
    {
      operand,
      allowsMissing: false,
      against(value) {
        const right = read(value);
        if (right === undefined) return () => false;
        return (variable) => {
          const left = variable === undefined ? undefined : read(variable);
          return left !== undefined && holds(compare(left, right));
        };
      },
    },
  ]);
}

/** An operator whose operand says which answer is expected. */
function question(test: Test, { allowsMissing = false } = {}): Operator {
  return { operand: 'boolean', allowsMissing, against: (expected) => (variable) => test(variable) === expected };
}
