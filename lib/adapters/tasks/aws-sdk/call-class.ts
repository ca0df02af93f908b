import type { CallClass } from '../../../ports/task-runner.ts';

/** Actions that only read, by AWS's own conventions for their names. */
const READING =
  /^(?:(?:batchDescribe|batchGet|describe|get|head|list|lookup|search|transactGet)(?![a-z])|query$|scan$)/;

/** What a lost call of an action means; in doubt, that something may have happened. @param action as in a Resource */
export function sdkCallClass(action: string): CallClass {
  return READING.test(action) ? 'readOnly' : 'atMostOnce';
}
