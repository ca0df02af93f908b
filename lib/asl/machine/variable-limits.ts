import { exceedsBytes, MAX_PAYLOAD_BYTES } from '../payload.ts';
import type { Assigned } from '../states/outcome.ts';
import type { Frame } from './snapshot.ts';

/** All variables of an execution, in UTF-8 bytes of their JSON texts (docs). */
const MAX_VARIABLE_BYTES = 10_485_760;

/**
 * Do the values that a state assigns take more than 256 KiB together, or all variables of the execution then more than
 * 10 MiB? Is one of them over a limit for data between states?
 * @param frame that assigns them, one of `frames`, which are all of the execution
 */
export function exceedsVariableLimits(assigned: Assigned, frame: Frame, frames: Iterable<Frame>): boolean {
  if (exceedsBytes(textsOf(assigned), MAX_PAYLOAD_BYTES)) return true;
  if (Object.values(assigned).some(({ excess }) => excess !== undefined)) return true;
  const texts = textsOf({ ...frame.variables, ...assigned });
  for (const { id, variables } of frames) if (variables && id !== frame.id) texts.push(...textsOf(variables));
  return exceedsBytes(texts, MAX_VARIABLE_BYTES);
}

function textsOf(variables: Assigned): string[] {
  return Object.values(variables).map(({ text }) => text);
}
