import type { Execution } from '../ports/execution-store.ts';
import { applyDurably } from './apply-durably.ts';
import type { EngineContext } from './context.ts';

/** Ends an execution as ABORTED; a closed one stays as it is. Answers it afterwards, undefined when there is none. */
export async function stop(
  context: EngineContext,
  executionArn: string,
  reason: { readonly error?: string; readonly cause?: string },
): Promise<Execution | undefined> {
  const { execution } = await applyDurably(context, executionArn, { type: 'stop', ...reason }, () => true);
  return execution;
}

/** Stops a nested execution that its parent has given up. What was redriven since then is nobody's nested execution. */
export async function stopGivenUp(context: EngineContext, executionArn: string): Promise<void> {
  await applyDurably(context, executionArn, { type: 'stop' }, (_, { redriveCount }) => redriveCount === 0);
}
