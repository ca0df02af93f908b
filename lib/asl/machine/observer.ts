import type { Payload } from '../payload.ts';
import type { Exit } from '../states/outcome.ts';
import type { Failure } from './snapshot.ts';

/** What a state's data becomes on its way through the state, under the names that TestState has for it. */
export type DataStep =
  | 'afterInputPath'
  | 'afterParameters'
  | 'afterArguments'
  | 'afterItemsPath'
  | 'result'
  | 'afterResultSelector'
  | 'afterResultPath';

/** Follows one state that is tested; executions have no observer. A step that is taken again reports again. */
export interface StateObserver {
  data(step: DataStep, value: Payload): void;
  failed(failure: Failure): void;
  /**
   * A retrier names the error.
   * @param index its place in Retry
   * @param delay milliseconds until the next attempt; undefined when its attempts are used up
   */
  retried(index: number, delay: number | undefined): void;
  /** @param index the catcher's place in Catch */
  caught(index: number): void;
  /** The state was left; `next` is where to, undefined at the end. */
  left(exit: Exit): void;
}
