import type { DataFlow } from '../data-flow.ts';
import { chosenRule, exitChoice } from './choice.ts';
import { evaluateAs } from './evaluate.ts';
import { exitCaught, exitWithInput, exitWithResult, workInput } from './exit.ts';
import { concurrency, itemInput, items, tolerated } from './map.ts';
import { mapRunFields } from './map-run.ts';
import { roleArn, taskSeconds } from './task.ts';
import { waitUntil } from './wait.ts';

/** JSONata: Arguments, Output, Assign, and expressions in the place of literals. Suspends while they are evaluated. */
export const jsonataFlow: DataFlow = {
  workInput,
  exitWithResult,
  exitWithInput,
  exitPass: exitWithInput,
  chosenRule,
  exitChoice,
  exitCaught,
  waitUntil,
  failText(visit, name) {
    const field = visit.state.definition[name];
    return field === undefined ? undefined : evaluateAs('string', visit, field, name);
  },
  taskSeconds,
  roleArn,
  items,
  itemInput,
  concurrency,
  tolerated,
  mapRunFields,
};
