import type { Clock } from '../ports/clock.ts';
import type { Execution, ExecutionStore, Ms } from '../ports/execution-store.ts';
import type { ResourceStore, Stored } from '../ports/resource-store.ts';
import type { StatusEvents } from '../ports/status-events.ts';
import { recollect, type OwedStatus } from './owed-status.ts';
import { statusEvent } from './status-event.ts';

interface StoredNote {
  readonly owed: OwedStatus;
  /** When it was written. */
  readonly at: Ms;
}

/** A note that was written before a change; exactly one of the two is called when it is known what became of that. */
export interface StatusNote {
  /** Sends the events in the background, and takes the note back when they have arrived. */
  happened(execution: Execution): void;
  didNotHappen(): void;
}

/**
 * Tells changes of status at least once. The note is stored before the change, so a process that dies between the
 * change and its event leaves the note behind; a sweep finds it, and the history says whether anything happened.
 */
export interface StatusOutbox {
  /** Rejects when the note cannot be stored; the change must not be made then. */
  owe(owed: OwedStatus): Promise<StatusNote>;
  /** Sends what is owed since before a time, and gives up for this time when that fails again and again. */
  sweep(before: Ms): Promise<void>;
  /** Resolves when everything under way has arrived or is left to a sweep, after `limitMs` at the latest. */
  flush(limitMs: number): Promise<void>;
}

export interface StatusOutboxOptions {
  readonly resources: ResourceStore;
  readonly executions: Pick<ExecutionStore, 'get' | 'chunks'>;
  readonly events: StatusEvents;
  readonly clock: Clock;
  readonly newId: () => string;
  /** Takes a line for the operator. */
  readonly report: (line: string) => void;
}

const PARTITION = 'status-events';
/** Notes in one PutEvents, which takes 10 events; a start that ends at once owes two. */
const BATCH = 5;
/** Notes that wait in memory at most; others are left to a sweep. */
const MAX_WAITING = 1_000;
/** A change that has not been made after so long never will be: its process has died. */
const NEVER_MS = 3_600_000;
/** EventBridge gives up after so long, too. */
const GIVE_UP_MS = 24 * 3_600_000;
const REPORT_EVERY_MS = 60_000;
const PAGE = 100;
/** A sweep that fails so often ends: the service, or the store, is gone. */
const MOST_FAILURES = 10;

interface Due {
  readonly sort: string;
  readonly owed: OwedStatus;
  readonly execution: Execution;
}

export function createStatusOutbox(options: StatusOutboxOptions): StatusOutbox {
  const { resources, executions, events, clock, newId, report } = options;
  const waiting: Due[] = [];
  const underWay = new Set<Promise<unknown>>();
  let delivering = false;
  let reportedAt = -Infinity;

  function inBackground(work: Promise<unknown>): void {
    const settled = work.catch(complain).finally(() => underWay.delete(settled));
    underWay.add(settled);
  }

  /** Once a minute: with the service gone, a line for every event would be a flood. */
  function complain(reason: unknown): void {
    if (clock.now() - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = clock.now();
    const text = reason instanceof Error ? reason.message : String(reason);
    report(`Events about executions were not taken; they are sent again later. ${text}`);
  }

  /** Sends the events of a few notes, and takes those back that have arrived; rejects when some have not. */
  async function deliver(batch: readonly Due[]): Promise<void> {
    const sent = batch.map(({ owed, execution }) => owed.statuses.map((status) => statusEvent(execution, status)));
    const answers = [...(await events.put(sent.flat()))];
    const refusals = sent.map(({ length }) => answers.splice(0, length).find((refusal) => refusal !== undefined));
    const arrived = batch.filter((_, index) => refusals[index] === undefined);
    await Promise.all(arrived.map(({ sort }) => resources.delete(PARTITION, sort)));
    const refusal = refusals.find((text) => text !== undefined);
    if (refusal !== undefined) throw new Error(refusal);
  }

  /** One batch after the other, so that events arrive in the order in which they came. */
  async function deliverWaiting(): Promise<void> {
    delivering = true;
    while (waiting.length > 0) await deliver(waiting.splice(0, BATCH)).catch(complain);
    delivering = false;
  }

  /** Sends what a few notes owe, and drops those of changes that never came; rejects when nothing was taken. */
  async function settle(notes: readonly Stored<StoredNote>[]): Promise<void> {
    const due: Due[] = [];
    const settleOne = async ({ sort, body: { owed, at } }: Stored<StoredNote>): Promise<void> => {
      const execution = await recollect(executions, owed);
      const age = clock.now() - at;
      if (execution && age <= GIVE_UP_MS) due.push({ sort, owed, execution });
      if (age <= (execution ? GIVE_UP_MS : NEVER_MS)) return;
      if (execution) report(`${owed.executionArn}: events were not taken for a day and are given up.`);
      await resources.delete(PARTITION, sort);
    };
    const looked = await Promise.allSettled(notes.map(settleOne));
    // As they were made, whichever was read first.
    due.sort((a, b) => (a.sort < b.sort ? -1 : 1));
    if (due.length > 0) await deliver(due);
    for (const result of looked) if (result.status === 'rejected') throw result.reason;
  }

  return {
    async owe(owed) {
      const note: StoredNote = { owed, at: clock.now() };
      const sort = `${owed.executionArn} ${String(owed.eventId).padStart(5, '0')} ${newId()}`;
      await resources.put(PARTITION, sort, note);
      return {
        happened(execution) {
          if (waiting.length >= MAX_WAITING) return;
          waiting.push({ sort, owed, execution });
          if (!delivering) inBackground(deliverWaiting());
        },
        didNotHappen: () => inBackground(resources.delete(PARTITION, sort)),
      };
    },
    async sweep(before) {
      let failures = 0;
      let after: string | undefined;
      do {
        const page = await resources.list<StoredNote>(PARTITION, {
          limit: PAGE,
          ...(after !== undefined && { after }),
        });
        const notes = page.filter(({ body }) => body.at < before);
        for (let first = 0; first < notes.length && failures < MOST_FAILURES; first += BATCH) {
          await settle(notes.slice(first, first + BATCH)).catch((reason: unknown) => {
            failures += 1;
            complain(reason);
          });
        }
        after = page.length === PAGE ? page.at(-1)?.sort : undefined;
      } while (after !== undefined && failures < MOST_FAILURES);
    },
    async flush(limitMs) {
      const flushed = new AbortController();
      if (underWay.size > 0) await Promise.race([Promise.all(underWay), clock.sleep(limitMs, flushed.signal)]);
      flushed.abort();
    },
  };
}
