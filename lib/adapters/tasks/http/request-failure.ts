import { ErrorName } from '../../../asl/errors.ts';
import type { Failure } from '../integration.ts';

/** A request that cannot be made of the task's parameters. */
export function refusedParameters(parameters: string, problem: string): Failure {
  const cause = `The Parameters '${parameters}' could not be used to start the Task: [${problem}]`;
  return { error: ErrorName.runtime, cause };
}
