import { hasPendingRedrives, isPendingRedrive } from '../../engine/map-run/pending-redrive.ts';
import type { ExecutionCursor, ExecutionFilter, ExecutionStore } from '../../ports/execution-store.ts';
import type { ExecutionSummary } from '../../ports/execution-summary.ts';
import type { MapRun } from '../../ports/map-run.ts';

const PAGE = 1_000;

/**
 * Child executions of a map run as ExecutionStore.list gives them, but for those that wait to be redriven: these are
 * PENDING_REDRIVE, whatever they are stored as.
 */
export async function listChildren(
  executions: ExecutionStore,
  run: MapRun,
  filter: ExecutionFilter,
  limit: number,
  after: ExecutionCursor | undefined,
): Promise<readonly ExecutionSummary[]> {
  if (!hasPendingRedrives(run)) return executions.list(filter, limit, after);
  const { status, ...others } = filter;
  const stored = status === 'PENDING_REDRIVE' ? others : filter;
  const found: ExecutionSummary[] = [];
  for (let cursor = after; ;) {
    const page = await executions.list(stored, PAGE, cursor);
    for (const child of page) {
      const shown = isPendingRedrive(run, child) ? ({ ...child, status: 'PENDING_REDRIVE' } as const) : child;
      if (status === undefined || shown.status === status) found.push(shown);
    }
    if (page.length < PAGE || found.length >= limit) return found.slice(0, limit);
    cursor = page[PAGE - 1];
  }
}
