import { begin } from '../asl/machine/advance.ts';
import { nextDue } from '../asl/machine/snapshot.ts';
import type { CreateResult, ExecutionRecord } from '../ports/execution-store.ts';
import type { Revision } from '../ports/revision.ts';
import { advanceKnowing } from './advance-knowing.ts';
import { afterEnd } from './after-end.ts';
import type { EngineContext } from './context.ts';
import type { StartResult } from './engine.ts';
import { EXPRESS_TIMEOUT_SECONDS, factsOf, isExpress } from './facts.ts';
import { headAfter } from './head.ts';
import { encodeEvents } from './history-codec.ts';
import { logEvents } from './log-events.ts';
import { announce, wakeMessage } from './messages.ts';
import { noteStatus } from './status-notes.ts';
import { hasWorkNow, planWake } from './wake.ts';

/** Runs a new execution until it blocks and stores it; one that needs nobody is stored when it has already ended. */
export async function start(context: EngineContext, record: ExecutionRecord, revision: Revision): Promise<StartResult> {
  const { clock, executions, queue } = context;
  const { executionArn } = record;
  const machine = context.machines.of(revision);
  const facts = factsOf(record, revision, context.tokenKey, 0);
  const now = clock.now();
  const timeout = isExpress(executionArn) ? EXPRESS_TIMEOUT_SECONDS : undefined;
  const first = begin(machine.compiled, facts, record.mapRun?.block, timeout);
  const advanced = await advanceKnowing(context, machine, facts, first, [], now);
  const { snapshot, end } = advanced;
  // The message that announces the execution is its first wake as well, so nobody has to send that again.
  const plan = end ? {} : planWake(context, undefined, snapshot, { lineage: '', deadline: now }, now);
  const message = { ...wakeMessage(context, executionArn, 1), ...(plan.wake && { wake: plan.wake.sequence }) };
  const before = { version: 0, redriveCount: 0 };
  const head = headAfter(before, context.newId(), advanced, snapshot, { wake: plan.wake, dueAt: plan.dueAt });
  const delay = hasWorkNow(snapshot) ? 0 : Math.max(0, (nextDue(snapshot) ?? now) - now);
  const needsTurn = plan.sendIn !== undefined;
  const events = encodeEvents(advanced.events) ?? { firstId: 1, lastId: 0, text: '' };
  const execution = { record, head };
  const create = (): Promise<CreateResult> => executions.create(execution, events);
  const note = await noteStatus(context, execution, advanced.events);
  const created = await (needsTurn ? announce(queue, message, delay, create) : create());
  if (!created.created) {
    // The store may have tried again by itself, and found what it had made.
    if (created.existing.record.startDate !== record.startDate) note.didNotHappen();
    return { started: false, existing: created.existing };
  }
  note.happened(execution);
  logEvents(context, revision, record, head.redriveCount, advanced.events);
  if (!end) context.snapshots.put(executionArn, 1, { snapshot, missing: [], missingResults: [] });
  // The map run that starts a child execution sees by itself that it has ended.
  if (end && !record.mapRun) await afterEnd(context, execution);
  return { started: true, execution };
}
