import type { Json } from '../../json.ts';
import { ExactNumber } from '../../json-text/exact-number.ts';

/**
 * JSONata computes with doubles. On AWS an integer of 64 bits that is only handed on comes out as it went in (measured),
 * so those that a double cannot hold are noted under the double that stands for them; undefined where two share one.
 */
export type Longs = Map<number, string | undefined>;

const MAX_LONG = 2n ** 63n - 1n;
const MIN_LONG = -(2n ** 63n);
const LONG_DIGITS = /^-?\d{16,19}$/;
/** Below it JavaScript writes an exponent. */
const SMALLEST_PLAIN = 1e-6;

/** What an expression gets to see of a number. */
export function numberIn(number: ExactNumber, longs: Longs | undefined): number {
  const { text, double } = number;
  if (longs && isLong(text)) longs.set(double, (longs.get(double) ?? text) === text ? text : undefined);
  return double;
}

/** A number that an expression returned, as AWS writes it: integers in full up to 64 bits, then as Java does (measured). */
export function numberOut(number: number, longs: Longs | undefined): Json {
  // JSON has no word for these; AWS gives texts (measured).
  if (!Number.isFinite(number)) return String(number);
  if (Number.isSafeInteger(number)) return number;
  if (!Number.isInteger(number)) return Math.abs(number) < SMALLEST_PLAIN ? inJava(number) : number;
  const long = longs?.get(number) ?? BigInt(number).toString();
  return isLong(long) ? new ExactNumber(long) : inJava(number);
}

function isLong(text: string): boolean {
  if (!LONG_DIGITS.test(text)) return false;
  const long = BigInt(text);
  return long >= MIN_LONG && long <= MAX_LONG;
}

/** `9.223372036854776E18`, `1.0E-7` */
function inJava(number: number): ExactNumber {
  const [mantissa = '', exponent = ''] = number.toExponential().split('e');
  return new ExactNumber(`${mantissa.includes('.') ? mantissa : `${mantissa}.0`}E${Number(exponent)}`);
}
