import { ExactNumber } from './exact-number.ts';

export type JsonNumber = number | ExactNumber;

/** A text that is the same for numbers of one value, however they are written. */
export function valueText(number: JsonNumber): string {
  const { sign, digits, exponent } = decimalOf(number);
  return `${sign < 0 ? '-' : ''}0.${digits}e${exponent}`;
}

/** The nearest double; undefined for what is not a number. */
export function doubleOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return value instanceof ExactNumber ? value.double : undefined;
}

/** Negative, 0 or positive, by the exact values: `1.0` equals 1, and no two of many digits are taken for the same. */
export function compareNumbers(a: JsonNumber, b: JsonNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return Number(a > b) - Number(a < b);
  const left = decimalOf(a);
  const right = decimalOf(b);
  if (left.sign !== right.sign) return left.sign - right.sign;
  return left.sign * compareSizes(left, right);
}

/** ± 0.`digits` × 10^`exponent`, without zeros at either end of the digits. */
interface Decimal {
  readonly sign: -1 | 0 | 1;
  readonly digits: string;
  readonly exponent: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;
const ZERO: Decimal = { sign: 0, digits: '', exponent: 0 };

function decimalOf(number: JsonNumber): Decimal {
  const text = typeof number === 'number' ? String(number) : number.text;
  const [, minus, integer = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  const all = integer + fraction;
  let first = 0;
  while (all[first] === '0') first += 1;
  let end = all.length;
  while (end > first && all[end - 1] === '0') end -= 1;
  if (first === end) return ZERO;
  // Exponents beyond the range of a double are all alike; nobody counts that far.
  return {
    sign: minus === '-' ? -1 : 1,
    digits: all.slice(first, end),
    exponent: Number(exponent) + integer.length - first,
  };
}

function compareSizes(a: Decimal, b: Decimal): number {
  if (a.exponent !== b.exponent) return a.exponent < b.exponent ? -1 : 1;
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -1 : 1;
}
