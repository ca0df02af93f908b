import type { Failure } from './snapshot.ts';

/** The longest texts that the API's model allows, in characters. */
const MAX_ERROR = 256;
const MAX_CAUSE = 32_768;

/** A failure whose texts fit into events and answers; how AWS shortens longer ones is a guess. */
export function withinLimits(failure: Failure): Failure {
  const { error = '', cause = '' } = failure;
  if (error.length <= MAX_ERROR && cause.length <= MAX_CAUSE) return failure;
  return {
    ...failure,
    ...(failure.error === undefined ? {} : { error: error.slice(0, MAX_ERROR) }),
    ...(failure.cause === undefined ? {} : { cause: cause.slice(0, MAX_CAUSE) }),
  };
}
