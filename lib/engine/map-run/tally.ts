import type { ExecutionStatus } from '../../ports/execution-store.ts';
import type { IndexRange, MapRun, MapRunCounts, MapRunFailure } from '../../ports/map-run.ts';
import { rangesOf } from './index-ranges.ts';

type Ended = 'succeeded' | 'failed' | 'timedOut' | 'aborted';

const endedAs: { readonly [S in ExecutionStatus]?: Ended } = {
  SUCCEEDED: 'succeeded',
  FAILED: 'failed',
  TIMED_OUT: 'timedOut',
  ABORTED: 'aborted',
};

const NONE: MapRunCounts = {
  total: 0,
  running: 0,
  succeeded: 0,
  failed: 0,
  timedOut: 0,
  aborted: 0,
  resultsWritten: 0,
  failuresNotRedrivable: 0,
  pendingRedrive: 0,
};

/** What a new map run has counted. */
export const NO_COUNTS = NONE;

/** What a map run counts, as it changes between two versions of its document. */
export interface Tally {
  readonly running: ReadonlySet<number>;
  /** A child execution was started; `status` is how far it came at once. */
  started(index: number, items: number, status: ExecutionStatus): void;
  /** One that was to be redriven was; or could not be, and failed as it had before. */
  redriven(index: number, items: number, status: ExecutionStatus, wasPossible: boolean): void;
  /** A running one ended. */
  ended(index: number, items: number, status: ExecutionStatus): void;
  counted(): Pick<MapRun, 'running' | 'executionCounts' | 'itemCounts'>;
}

export function openTally(run: Pick<MapRun, 'running' | 'executionCounts' | 'itemCounts'>): Tally {
  const running = new Set<number>();
  for (const [from, to] of run.running) for (let index = from; index <= to; index += 1) running.add(index);
  const executions = { ...run.executionCounts };
  const items = { ...run.itemCounts };

  function add(member: keyof MapRunCounts, count: number): void {
    executions[member] += Math.sign(count);
    items[member] += count;
  }

  return {
    running,
    started(index, count, status) {
      add('total', count);
      const ended = endedAs[status];
      if (ended === undefined) {
        running.add(index);
        add('running', count);
      } else add(ended, count);
    },
    redriven(index, count, status, wasPossible) {
      add('pendingRedrive', -count);
      if (!wasPossible) add('failuresNotRedrivable', count);
      add('total', -count);
      this.started(index, count, status);
    },
    ended(index, count, status) {
      const ended = endedAs[status];
      if (ended === undefined || !running.delete(index)) return;
      add('running', -count);
      add(ended, count);
    },
    counted: () => ({ running: sorted(running), executionCounts: executions, itemCounts: items }),
  };
}

function sorted(indexes: ReadonlySet<number>): readonly IndexRange[] {
  return rangesOf([...indexes].sort((a, b) => a - b));
}

/** Recorded by TestState. */
const THRESHOLD_EXCEEDED: MapRunFailure = {
  status: 'FAILED',
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/**
 * Have more items failed than the Map tolerates? Without ToleratedFailureCount and ToleratedFailurePercentage it
 * tolerates none. A percentage is one of all items, so it decides only when all of them have been read, or when it is
 * exceeded whatever else there may be.
 */
export function exceeded(run: MapRun): MapRunFailure | undefined {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, itemCounts } = run;
  const failed = itemCounts.failed + itemCounts.timedOut + itemCounts.aborted;
  if (failed === 0) return undefined;
  if (count === undefined && percentage === undefined) return THRESHOLD_EXCEEDED;
  if (count !== undefined && failed > count) return THRESHOLD_EXCEEDED;
  if (percentage === undefined || !(run.exhausted || percentage === 0)) return undefined;
  return (failed / run.itemsRead) * 100 > percentage ? THRESHOLD_EXCEEDED : undefined;
}
