import { begin } from '../asl/machine/advance.ts';
import { isAtRest } from '../asl/machine/redrive.ts';
import type { Execution, Head, RedriveRequest } from '../ports/execution-store.ts';
import { commitDurably } from './apply-durably.ts';
import type { EngineContext } from './context.ts';
import type { RedriveResult } from './engine.ts';
import { EXPRESS_TIMEOUT_SECONDS } from './facts.ts';
import { advanceLoaded, loadExecution } from './loaded-execution.ts';

/** So many requests are recognised when they are sent again (docs). */
const REQUESTS_KEPT = 10;

/**
 * Lets an execution go on that has ended without success, from the very version that the caller has looked at. What is
 * still on its way for the time before (messages, answers, turns) finds another version and pends of other ids.
 */
export async function redrive(
  context: EngineContext,
  { record, head }: Execution,
  clientToken: string | undefined,
): Promise<RedriveResult> {
  const now = redriveTime(context, head);
  const loaded = await loadExecution(context, { record, head: redrivenHead(head, clientToken, now) });
  if (!isAtRest(loaded.snapshot)) throw new Error(`${record.executionArn} has nothing to be redriven.`);
  const advanced = await advanceLoaded(context, loaded, loaded.snapshot, [{ type: 'redrive' }], now);
  const { committed, execution } = await commitDurably(context, loaded, advanced);
  return { redriven: committed, execution };
}

/** Starts an Express child of a map run anew, under its own ARN (spec: Redrive). Answers it as it is then. */
export async function restart(
  context: EngineContext,
  { record, head }: Execution,
  clientToken: string,
): Promise<Execution> {
  const now = redriveTime(context, head);
  const loaded = await loadExecution(context, { record, head: redrivenHead(head, clientToken, now) });
  const { machine, facts, snapshot } = loaded;
  const first = {
    ...begin(machine.compiled, { ...facts, startTime: now }, record.mapRun?.block, EXPRESS_TIMEOUT_SECONDS),
    // What is still on its way for the time before finds nothing.
    nextEvent: snapshot.nextEvent,
    nextPend: snapshot.nextPend,
  };
  const advanced = await advanceLoaded(context, loaded, first, [], now);
  return (await commitDurably(context, loaded, advanced)).execution;
}

/** Clocks differ, and time never runs backwards in a history. */
function redriveTime({ clock }: EngineContext, { stopDate = 0 }: Head): number {
  return Math.max(clock.now(), stopDate);
}

/** The stored head with what the redrive adds; its version and end are those before the commit. */
function redrivenHead(head: Head, clientToken: string | undefined, redriveDate: number): Head {
  const requests: readonly RedriveRequest[] = [
    ...(head.redriveRequests ?? []),
    ...(clientToken === undefined ? [] : [{ clientToken, redriveDate }]),
  ];
  return {
    ...head,
    redriveCount: head.redriveCount + 1,
    redriveDate,
    ...(requests.length === 0 ? {} : { redriveRequests: requests.slice(-REQUESTS_KEPT) }),
  };
}
