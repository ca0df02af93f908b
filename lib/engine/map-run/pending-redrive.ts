import type { ExecutionSummary } from '../../ports/execution-summary.ts';
import type { MapRun } from '../../ports/map-run.ts';

/** What decides about a child execution. */
type Child = Pick<ExecutionSummary, 'status' | 'redriveDate' | 'mapRun'>;

/** Are there child executions that a redrive of the map run has not come to yet? */
export function hasPendingRedrives({ status, failure, toRedrive = [] }: MapRun): boolean {
  return status === 'RUNNING' && failure === undefined && toRedrive.length > 0;
}

/**
 * Is a child execution one of them (PENDING_REDRIVE)? Until its turn comes it is stored as it ended. The map run's
 * document may be a commit behind, so one that was redriven since does not count.
 */
export function isPendingRedrive(run: MapRun, { status, redriveDate = 0, mapRun }: Child): boolean {
  if (mapRun === undefined || !hasPendingRedrives(run) || status === 'RUNNING' || status === 'SUCCEEDED') return false;
  const isListed = run.toRedrive?.some(([from, to]) => from <= mapRun.index && mapRun.index <= to) === true;
  return isListed && redriveDate < (run.redriveDate ?? 0);
}
