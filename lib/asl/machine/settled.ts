import type { Work } from '../data/jsonata/limits.ts';
import { StateFailure } from '../errors.ts';
import { Suspended } from './suspended.ts';

type Answer = { readonly value: unknown } | { readonly failure: StateFailure };

/** What one step waits for and what that has come to. */
export interface Settled {
  /**
   * The answer to the step's next question; throws Suspended when it is asked for the first time, or its failure.
   * @param begin gets the question's number, from 1, and the work that the step has done so far
   */
  settle<T>(begin: (nth: number, work: Work) => Promise<T>): T;
  /** The same step is taken again and asks from the beginning. @returns how many ordinary steps the work has taken */
  rewind(): number;
  /** Another step begins. */
  clear(): void;
}

/** Evaluating as much as this takes some hundred times as long as a Pass state: a millisecond. */
const EVALUATED_PER_STEP = 1_000;

/** Answers are known by their place: handlers are pure, so a step asks for the same things in the same order. */
export function createSettled(): Settled {
  let answers: Answer[] = [];
  let asked = 0;
  let work: Work = { evaluated: 0 };

  async function answer(working: Promise<unknown>): Promise<void> {
    try {
      answers.push({ value: await working });
    } catch (error) {
      if (!(error instanceof StateFailure)) throw error;
      answers.push({ failure: error });
    }
  }

  return {
    settle<T>(begin: (nth: number, work: Work) => Promise<T>): T {
      asked += 1;
      const known = answers[asked - 1];
      if (!known) throw new Suspended(answer(begin(asked, work)));
      if ('failure' in known) throw known.failure;
      return known.value as T;
    },
    rewind() {
      asked = 0;
      return Math.floor(work.evaluated / EVALUATED_PER_STEP);
    },
    clear() {
      if (asked === 0) return;
      answers = [];
      asked = 0;
      work = { evaluated: 0 };
    },
  };
}
