import type { TokenTask } from '../../engine/engine.ts';
import type { Call } from '../call.ts';
import { invalidToken } from '../errors.ts';

/** The waiting task that a token was made for; InvalidToken if we did not make it. */
export function taskOfToken(call: Call, token: string): TokenTask {
  const task = call.context.engine.decodeToken(token);
  if (task === undefined) throw invalidToken();
  call.about.executionArn = task.executionArn;
  return task;
}
