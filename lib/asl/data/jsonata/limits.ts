import { RefusedCall } from './refused-call.ts';

/** Expressions within each other while they are evaluated, which also bounds recursion. */
export const MAX_DEPTH = 10_000;
/** Elements of one sequence. */
export const MAX_SEQUENCE = 1_000_000;
/** Expressions evaluated for one field's value: a second or two of work. AWS's limit is not known. */
const MAX_STEPS = 1_000_000;
/** Characters of one text on the way to a result: some payloads, each of at most 256 KiB. */
const MAX_TEXT = 4_194_304;

/** How much one evaluation has done. Counted, not timed, so that the same expression always ends the same way. */
export interface Work {
  steps: number;
}

/** Counts an evaluated expression. @throws RefusedCall when the evaluation has to end */
export function countStep(work: Work, result: unknown): void {
  work.steps += 1;
  // The code and the words that jsonata's documentation gives for this.
  if (work.steps > MAX_STEPS) {
    throw new RefusedCall('Expression evaluation timeout: Check for infinite loop', 'U1001');
  }
  if (typeof result === 'string') checkLength(result.length);
}

/** @throws RefusedCall */
export function checkLength(length: number): void {
  if (length > MAX_TEXT) throw new RefusedCall(`The maximum text length of ${MAX_TEXT} was exceeded.`);
}
