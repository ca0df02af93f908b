import type { HistoryEvent } from '../asl/history/events.ts';
import type { Execution, Head } from '../ports/execution-store.ts';
import type { EngineContext } from './context.ts';
import { encodeEvents } from './history-codec.ts';
import type { LoadedExecution } from './loaded-execution.ts';
import { logEvents } from './log-events.ts';
import { noteStatus } from './status-notes.ts';

/** `execution` is what is stored now, whoever wrote it. */
export interface Committed {
  readonly committed: boolean;
  readonly execution: Execution;
}

/**
 * Writes the next version of an execution. When the outcome is not known, reads it back and recognises the write by
 * its nonce (R1, R3). Rejects when the store cannot be read either, or when nobody was faster and it is the store that
 * fails: then trying again at once would only fail again.
 */
export async function commit(
  context: EngineContext,
  { record, head: before }: Execution,
  head: Head,
  events: readonly HistoryEvent[],
  after: LoadedExecution,
): Promise<Committed> {
  const { executions, snapshots } = context;
  const written = { record, head };
  const note = await noteStatus(context, written, events);
  const tell = (): void => {
    logEvents(context, after.machine.revision, record, head.redriveCount, events);
    note.happened(written);
  };
  let current: Execution | undefined;
  try {
    const result = await executions.commit(record, before.version, head, encodeEvents(events));
    if (result.committed) {
      keep(context, written, after);
      tell();
      return { committed: true, execution: written };
    }
    current = result.current;
    // After more than one commit this one may be among them: some stores try again by themselves.
    if ((current?.head.version ?? 0) <= head.version) note.didNotHappen();
  } catch (error) {
    current = await executions.get(record.executionArn);
    if (current?.head.nonce === head.nonce) {
      tell();
      return { committed: true, execution: written };
    }
    if (current?.head.version === before.version) throw error;
  }
  // What is kept is of a version that somebody else has replaced.
  snapshots.drop(record.executionArn);
  if (!current) throw new Error(`Execution ${record.executionArn} is gone.`);
  return { committed: false, execution: current };
}

function keep({ snapshots }: EngineContext, { record, head }: Execution, after: LoadedExecution): void {
  if (head.status === 'RUNNING') snapshots.put(record.executionArn, head.version, after);
  else snapshots.drop(record.executionArn);
}
