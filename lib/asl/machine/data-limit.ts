import { ErrorName, StateFailure } from '../errors.ts';
import { MAX_NESTING_DEPTH } from '../json-text/nesting-depth.ts';
import type { Payload } from '../payload.ts';
import type { Failure } from './snapshot.ts';

/**
 * The failure of data over a limit of the service; undefined when it is not. AWS's words, but for deep data (guess).
 * @param name a state, a kind of service or a function
 */
export function dataLimitFailure(data: Payload, name: string): (Failure & { readonly cause: string }) | undefined {
  const { excess } = data;
  if (excess === undefined) return undefined;
  const cause = excess === 'large' ? resultTooLarge(name) : resultTooDeep(name);
  return { error: ErrorName.dataLimitExceeded, cause };
}

export function resultTooLarge(name: string): string {
  return `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
}

function resultTooDeep(name: string): string {
  return `The state/task '${name}' returned a result that is nested more than ${MAX_NESTING_DEPTH} levels deep.`;
}

/** For data that a branch or an iteration is about to begin with. @throws StateFailure */
export function checkChildInput(input: Payload, state: string): void {
  const failure = dataLimitFailure(input, state);
  if (failure) throw new StateFailure(ErrorName.dataLimitExceeded, failure.cause);
}
