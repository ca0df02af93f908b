import { StateFailure } from '../errors.ts';
import { Suspended } from './suspended.ts';

type Answer = { readonly value: unknown } | { readonly failure: StateFailure };

/** What the work that one step waits for has come to. */
export interface Settled {
  /** The answer to the step's next question; throws Suspended when it is asked for the first time, or its failure. */
  settle<T>(work: (nth: number) => Promise<T>): T;
  /** The same step is taken again and asks from the beginning. */
  rewind(): void;
  /** Another step begins. */
  clear(): void;
}

/** Answers are known by their place: handlers are pure, so a step asks for the same things in the same order. */
export function createSettled(): Settled {
  let answers: Answer[] = [];
  let asked = 0;

  async function answer(work: Promise<unknown>): Promise<void> {
    try {
      answers.push({ value: await work });
    } catch (error) {
      if (!(error instanceof StateFailure)) throw error;
      answers.push({ failure: error });
    }
  }

  return {
    settle<T>(work: (nth: number) => Promise<T>): T {
      asked += 1;
      const known = answers[asked - 1];
      if (!known) throw new Suspended(answer(work(asked)));
      if ('failure' in known) throw known.failure;
      return known.value as T;
    },
    rewind: () => void (asked = 0),
    clear() {
      if (asked === 0) return;
      answers = [];
      asked = 0;
    },
  };
}
