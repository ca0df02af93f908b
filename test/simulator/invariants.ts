import { decodeEvents, detailsOf, type HistoryEventText } from '../../lib/engine/history-codec.ts';
import type { Execution, ExecutionStore } from '../../lib/ports/execution-store.ts';
import { checkJobs, type Circumstances } from './job-invariants.ts';
import type { JobService } from './jobs.ts';
import type { Ledger } from './ledger.ts';
import { NESTED, OUTER_STATES, SECONDS } from './workload.ts';

/** Timers are never early; without faults they are at most this late. */
const LATE_MS = 1_000;

const TERMINAL: Readonly<Record<string, string>> = {
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionAborted: 'ABORTED',
  ExecutionTimedOut: 'TIMED_OUT',
};

/** Everything that the history of an execution that ended promises. */
export async function checkHistory(
  ledger: Ledger,
  executions: ExecutionStore,
  execution: Execution,
  jobs: JobService,
  circumstances: Circumstances,
): Promise<void> {
  const { executionArn } = execution.record;
  const chunks = await executions.chunks(executionArn, 1, Number.MAX_SAFE_INTEGER);
  const events = chunks.flatMap((chunk) => decodeEvents(chunk, 1, Number.MAX_SAFE_INTEGER));
  const violated = (what: string): void => ledger.violated(`${executionArn}: ${what}`);
  checkOrder(events, execution, violated);
  checkOnce(events, violated);
  checkResults(events, ledger, violated);
  checkTimers(events, circumstances.withoutFaults, violated);
  checkJobs(events, jobs, circumstances, violated);
}

type Violated = (what: string) => void;

function checkOrder(events: readonly HistoryEventText[], { head }: Execution, violated: Violated): void {
  let time = 0;
  events.forEach(({ id, previousEventId, timestamp, type }, at) => {
    if (id !== at + 1) violated(`event ${id} is in place ${at + 1}.`);
    if (previousEventId >= id) violated(`event ${id} points to ${previousEventId}.`);
    if (timestamp < time) violated(`event ${id} is older than the one before it.`);
    time = timestamp;
    const isLast = at === events.length - 1;
    const isEnd = isLast || events[at + 1]?.type === 'ExecutionRedriven';
    if (type in TERMINAL !== isEnd) violated(`event ${id} of ${events.length} is ${type}.`);
    if (isLast && TERMINAL[type] !== head.status) violated(`the last event is ${type}, the status is ${head.status}.`);
  });
  const redrives = events.filter(({ type }) => type === 'ExecutionRedriven').length;
  if (redrives !== head.redriveCount) violated(`has ${redrives} redrives, the head says ${head.redriveCount}.`);
  if (events.length !== head.lastEventId) violated(`has ${events.length} events, the head says ${head.lastEventId}.`);
}

/** However often an execution is redriven, what succeeded is not done again. */
function checkOnce(events: readonly HistoryEventText[], violated: Violated): void {
  const exited = new Set<string>();
  for (const event of events) {
    const { id, type } = event;
    if (!type.endsWith('StateExited')) continue;
    const name = String(detailsOf(event)['name']);
    if (!OUTER_STATES.has(name)) continue;
    if (exited.has(name)) violated(`event ${id} is a second exit of ${name}.`);
    exited.add(name);
  }
}

const SCHEDULED = /^(LambdaFunction|Task|Activity)Scheduled$/;
const RESULT = /^(LambdaFunction|Task|Activity)(Succeeded|Failed|TimedOut)$/;

/** The events from which an event follows, nearest first. */
function before(events: readonly HistoryEventText[], { previousEventId }: HistoryEventText): HistoryEventText[] {
  const path: HistoryEventText[] = [];
  for (let at = events[previousEventId - 1]; at; at = events[at.previousEventId - 1]) path.push(at);
  return path;
}

function scheduledBefore(events: readonly HistoryEventText[], event: HistoryEventText): HistoryEventText | undefined {
  return before(events, event).find(({ type }) => SCHEDULED.test(type));
}

/** Each attempt has at most one result, and it is one that somebody gave. */
function checkResults(events: readonly HistoryEventText[], ledger: Ledger, violated: Violated): void {
  const answered = new Set<number>();
  for (const event of events) {
    if (!RESULT.test(event.type)) continue;
    const scheduled = scheduledBefore(events, event);
    if (!scheduled) violated(`event ${event.id} is the result of nothing.`);
    else if (answered.has(scheduled.id)) violated(`event ${event.id} is a second result of ${scheduled.id}.`);
    else answered.add(scheduled.id);
    const { output, resource } = detailsOf(event);
    const isNested = typeof resource === 'string' && NESTED.endsWith(resource);
    if (typeof output === 'string' && !isNested && !ledger.wasGiven(output)) {
      violated(`event ${event.id} has a result that nobody gave: ${output}`);
    }
  }
}

function checkTimers(events: readonly HistoryEventText[], withoutFaults: boolean, violated: Violated): void {
  function check(what: string, from: HistoryEventText, to: HistoryEventText, seconds: number): void {
    const late = to.timestamp - from.timestamp - seconds * 1000;
    if (late < 0) violated(`${what} (event ${to.id}) is ${-late} ms early.`);
    if (withoutFaults && late > LATE_MS) violated(`${what} (event ${to.id}) is ${late} ms late.`);
  }

  for (const event of events) {
    const [previous] = before(events, event);
    if (!previous) continue;
    if (event.type === 'WaitStateExited') {
      const name = String(detailsOf(event)['name']);
      check(`the end of ${name}`, previous, event, SECONDS.waits[name] ?? 0);
    } else if (SCHEDULED.test(event.type) && /Failed$|TimedOut$/.test(previous.type)) {
      check(
        'a retry',
        previous,
        event,
        SECONDS.retryInterval * SECONDS.retryBackoff ** (triesBefore(events, event) - 1),
      );
    } else if (event.type.endsWith('TimedOut')) {
      checkTimeout(events, event, check);
    }
  }
}

/** Failed attempts in this visit of the state, since the last redrive. */
function triesBefore(events: readonly HistoryEventText[], event: HistoryEventText): number {
  let tries = 0;
  for (const { type } of before(events, event)) {
    if (type.endsWith('StateEntered') || type === 'ExecutionRedriven') break;
    if (RESULT.test(type)) tries += 1;
  }
  return tries;
}

function checkTimeout(
  events: readonly HistoryEventText[],
  event: HistoryEventText,
  check: (what: string, from: HistoryEventText, to: HistoryEventText, seconds: number) => void,
): void {
  const scheduled = scheduledBefore(events, event);
  const timeout = scheduled && detailsOf(scheduled)['timeoutInSeconds'];
  if (!scheduled || typeof timeout !== 'number') return;
  const [previous] = before(events, event);
  const waited = event.timestamp - scheduled.timestamp;
  // A missed heartbeat counts from the last one, which leaves no event.
  if (previous?.type === 'ActivityStarted' && waited < timeout * 1000) {
    const silent = event.timestamp - previous.timestamp - SECONDS.activityHeartbeat * 1000;
    if (silent < 0) check('a missed heartbeat', previous, event, SECONDS.activityHeartbeat);
  } else check('a time-out', scheduled, event, timeout);
}
