import type { StateType } from '../definition.ts';
import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import { enterChoice } from './choice.ts';
import { enterFail } from './fail.ts';
import { enterMap, leaveMap } from './map.ts';
import type { Outcome } from './outcome.ts';
import { enterParallel, leaveParallel } from './parallel.ts';
import { enterPass } from './pass.ts';
import { enterSucceed } from './succeed.ts';
import { enterTask, leaveTask } from './task.ts';
import { enterWait, leaveWait } from './wait.ts';

/** How each type of state begins its work. Reads everything it needs before it answers, and changes nothing. */
export const enterState: { readonly [T in StateType]: (visit: Visit<T>) => Outcome } = {
  Pass: enterPass,
  Task: enterTask,
  Choice: enterChoice,
  Wait: enterWait,
  Succeed: enterSucceed,
  Fail: enterFail,
  Parallel: enterParallel,
  Map: enterMap,
};

/** How the types that wait or fork end it, given the result of the work. */
export const leaveState: {
  readonly [T in 'Task' | 'Wait' | 'Parallel' | 'Map']: (visit: Visit<T>, result: Payload) => Outcome;
} = {
  Task: leaveTask,
  Wait: leaveWait,
  Parallel: leaveParallel,
  Map: leaveMap,
};
