import { decodeSnapshot } from '../../lib/asl/machine/snapshot-codec.ts';
import { decodeEvents } from '../../lib/engine/history-codec.ts';
import { statusAfter } from '../../lib/engine/status-event.ts';
import type { EventChunk, Execution, Head } from '../../lib/ports/execution-store.ts';
import type { MapRun } from '../../lib/ports/map-run.ts';
import type { StatusEvent } from '../../lib/ports/status-events.ts';
import type { CallClass, TaskRequest } from '../../lib/ports/task-runner.ts';
import type { Sandbox } from './sandbox.ts';

/** Sees every write that lands and every call that is made, and says at once when a promise is broken. */
export interface Ledger {
  readonly violations: string[];
  /** All executions that were ever stored, as they are now. */
  readonly executions: ReadonlyMap<string, Execution>;
  violated(what: string): void;
  stored(execution: Execution, events: EventChunk | undefined, now: number): void;
  called(request: Pick<TaskRequest, 'executionArn' | 'pend' | 'attempt'>, by: Sandbox, callClass: CallClass): void;
  storedMapRun(run: MapRun): void;
  /** Map runs that have not ended. */
  openMapRuns(): number;
  /** Outputs that services and workers have given; nothing else may appear as a result. */
  gave(output: string): void;
  wasGiven(output: string): boolean;
  /** EventBridge has taken an event. */
  told(event: StatusEvent): void;
  /** Changes of status that EventBridge knows nothing of. */
  untold(): readonly string[];
}

/** @param failed is told of every end without success */
export function createLedger(failed: (executionArn: string) => void): Ledger {
  const violations: string[] = [];
  const executions = new Map<string, Execution>();
  const claims = new Set<string>();
  const calls = new Set<string>();
  const outputs = new Set<string>();
  /** Changes of status, and whether they have been told. */
  const changes = new Map<string, boolean>();
  const closed = new Set<string>();
  const open = new Set<string>();

  function violated(what: string): void {
    violations.push(what);
  }

  function rememberClaims(executionArn: string, head: Head): void {
    for (const { id, attempt, status, claim } of decodeSnapshot(head.snapshot).snapshot.pends.values()) {
      if (status !== 'running') continue;
      if (claim) claims.add(claimKey(executionArn, id, attempt, processOf(claim.owner)));
      else violated(`${executionArn}: task ${id}.${attempt} runs and nobody has claimed it.`);
    }
  }

  return {
    violations,
    executions,
    violated,

    stored(execution, events, now) {
      const { record, head } = execution;
      const { executionArn } = record;
      const before = executions.get(executionArn)?.head;
      executions.set(executionArn, execution);
      const redrives = head.redriveCount - (before?.redriveCount ?? 0);
      const hadFailed = before !== undefined && before.status !== 'RUNNING' && before.status !== 'SUCCEEDED';
      if (redrives !== 0 && !(redrives === 1 && hadFailed)) violated(`${executionArn} was redriven without an end.`);
      if (before && before.status !== 'RUNNING' && redrives === 0) {
        violated(`${executionArn} changed after its end (version ${head.version}, ${head.status}).`);
      }
      if (head.version !== (before?.version ?? 0) + 1) {
        violated(`${executionArn}: version ${head.version} follows ${before?.version ?? 0}.`);
      }
      const last = before?.lastEventId ?? 0;
      const [from, to] = events ? [events.firstId, events.lastId] : [last + 1, last];
      if (from !== last + 1 || to !== head.lastEventId) {
        violated(`${executionArn}: events ${from} to ${to} follow ${last}, and the head says ${head.lastEventId}.`);
      }
      const isStart = before === undefined || redrives > 0;
      // What was started too late has to end before it does anything.
      if (record.mapRun && head.status === 'RUNNING' && !isStart && closed.has(record.mapRun.mapRunArn)) {
        violated(`${executionArn} goes on (version ${head.version}) after the end of its map run.`);
      }
      for (const { type } of events ? decodeEvents(events, from, to) : []) {
        const status = statusAfter(type);
        if (status !== undefined) changes.set(`${executionArn} ${head.redriveCount} ${status}`, false);
      }
      if ((head.stopDate ?? 0) > now) violated(`${executionArn} ended in the future.`);
      if (head.status === 'RUNNING') rememberClaims(executionArn, head);
      // A child execution of a map run is redriven by its map run.
      else if (head.status !== 'SUCCEEDED' && !record.mapRun) failed(executionArn);
    },

    openMapRuns: () => open.size,

    storedMapRun(run) {
      const isOver = run.status !== 'RUNNING';
      (isOver ? closed : open).add(run.mapRunArn);
      (isOver ? open : closed).delete(run.mapRunArn);
      if (isOver && run.running.length > 0) violated(`${run.mapRunArn} ended while children of it ran.`);
    },

    called({ executionArn, pend, attempt }, by, callClass) {
      const call = `${executionArn} task ${pend}.${attempt}`;
      if (!claims.has(claimKey(executionArn, pend, attempt, by.id))) {
        violated(`${call} was called by ${by.id} without a committed claim.`);
      }
      if (callClass === 'atMostOnce' && calls.has(call)) violated(`${call} was called twice (by ${by.id}).`);
      calls.add(call);
    },

    gave: (output) => void outputs.add(output),
    wasGiven: (output) => outputs.has(output),

    told({ executionArn, detail }) {
      const { redriveCount, status } = JSON.parse(detail) as { readonly redriveCount: number; readonly status: string };
      const change = `${executionArn} ${redriveCount} ${status}`;
      if (!changes.has(change)) violated(`${change} was told, and has not happened.`);
      changes.set(change, true);
    },
    untold: () => [...changes].filter(([, isTold]) => !isTold).map(([change]) => change),
  };
}

function claimKey(executionArn: string, pend: number, attempt: number, process: string): string {
  return `${executionArn}/${pend}.${attempt}/${process}`;
}

/** Ids of turns begin with the process that took them: `<anything>/<process>.<number>`. */
function processOf(owner: string): string {
  return owner.slice(owner.lastIndexOf('/') + 1).split('.', 1)[0] ?? '';
}
