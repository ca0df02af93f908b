import type { HistoryEvent } from '../asl/history/events.ts';
import type { ExecutionRecord } from '../ports/execution-store.ts';
import type { Revision } from '../ports/revision.ts';
import type { EngineContext } from './context.ts';
import { logEntry } from './log-entry.ts';
import { isLogged, loggingOf } from './log-level.ts';

/**
 * Logs history events, if the machine asks for it. Standard executions log what is committed; a process that dies in
 * between loses lines, never an execution.
 */
export function logEvents(
  { executionLog }: Pick<EngineContext, 'executionLog'>,
  revision: Revision,
  { executionArn }: ExecutionRecord,
  redriveCount: number,
  events: readonly HistoryEvent[],
): void {
  const logging = executionLog && loggingOf(revision.loggingConfiguration);
  if (!executionLog || !logging) return;
  const { level, includeExecutionData, logGroupArn } = logging;
  const execution = { executionArn, redriveCount, includeExecutionData };
  const lines = events.filter(({ type }) => isLogged(level, type)).map((event) => logEntry(event, execution));
  if (lines.length > 0) executionLog.append({ logGroupArn, stateMachineName: revision.name }, lines);
}
