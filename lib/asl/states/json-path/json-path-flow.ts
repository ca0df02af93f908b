import type { DataFlow } from '../data-flow.ts';
import { chosenRule, exitChoice } from './choice.ts';
import { exitCaught, exitPass, exitWithInput, exitWithResult, parameters } from './exit.ts';
import { failText } from './fail.ts';
import { concurrency, itemInput, items, tolerated } from './map.ts';
import { mapRunFields } from './map-run.ts';
import { roleArn, taskSeconds } from './task.ts';
import { waitUntil } from './wait.ts';

/** JSONPath: InputPath, Parameters, ResultSelector, ResultPath, OutputPath and the …Path twins of fields. Synchronous. */
export const jsonPathFlow: DataFlow = {
  workInput: parameters,
  exitWithResult,
  exitWithInput,
  exitPass,
  chosenRule,
  exitChoice,
  exitCaught,
  waitUntil,
  failText,
  taskSeconds,
  roleArn,
  items,
  itemInput,
  concurrency,
  tolerated,
  mapRunFields,
};
