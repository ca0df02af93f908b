import { RefusedCall } from './refused-call.ts';

/** Expressions within each other while they are evaluated, which also bounds recursion. */
export const MAX_DEPTH = 10_000;
/** Elements of one sequence. */
export const MAX_SEQUENCE = 1_000_000;
/** Expressions, with all those within, evaluated for one step of a state: a second or two. AWS's limit is not known. */
const MAX_EVALUATED = 1_000_000;
/** Characters of one text on the way to a result: some payloads, each of at most 256 KiB. */
const MAX_TEXT = 4_194_304;

/** How much has been evaluated. Counted, not timed, so that the same expressions always end the same way. */
export interface Work {
  evaluated: number;
}

/** As much work as to evaluate an expression: to make so many elements or characters, or to look at a variable's. */
const MADE_ELEMENTS = 16;
const READ_ELEMENTS = 256;
const CHARACTERS = 512;

/**
 * Counts an evaluated expression, and what its result costs the functions that make and take it.
 * @param isVariable it only names its result
 * @throws RefusedCall when the evaluation has to end
 */
export function countEvaluated(work: Work, result: unknown, isVariable: boolean): void {
  work.evaluated += 1;
  if (typeof result === 'string') work.evaluated += Math.floor(result.length / CHARACTERS);
  else if (Array.isArray(result)) {
    work.evaluated += Math.floor(result.length / (isVariable ? READ_ELEMENTS : MADE_ELEMENTS));
  }
  // The code and the words that jsonata's documentation gives for this.
  if (work.evaluated > MAX_EVALUATED) {
    throw new RefusedCall('Expression evaluation timeout: Check for infinite loop', 'U1001');
  }
  if (typeof result === 'string') checkLength(result.length);
}

/** @throws RefusedCall */
export function checkLength(length: number): void {
  if (length > MAX_TEXT) throw new RefusedCall(`The maximum text length of ${MAX_TEXT} was exceeded.`);
}
