import type { Execution, ExecutionCursor, ExecutionFilter, ExecutionRecord } from '../../ports/execution-store.ts';
import { lowerBound } from './sorted-array.ts';
import { compareUtf8 } from './utf8-order.ts';

/** An execution that changes as a whole with each commit. */
interface ExecutionEntry {
  current: Execution;
}

function compareCursors(a: ExecutionCursor, b: ExecutionCursor): number {
  return a.startDate - b.startDate || compareUtf8(a.executionArn, b.executionArn);
}

function matches({ record, head }: Execution, filter: ExecutionFilter): boolean {
  return (
    (filter.status === undefined || head.status === filter.status) &&
    (filter.stateMachineVersionArn === undefined || record.stateMachineVersionArn === filter.stateMachineVersionArn) &&
    (filter.stateMachineAliasArn === undefined || record.stateMachineAliasArn === filter.stateMachineAliasArn)
  );
}

/** Executions by state machine, oldest first: starts come in order, so adding is cheap and a page is a walk from the end. */
export function createExecutionIndex() {
  const machines = new Map<string, ExecutionEntry[]>();

  const placeOf = (entries: readonly ExecutionEntry[], cursor: ExecutionCursor): number =>
    lowerBound(entries, (entry) => compareCursors(entry.current.record, cursor) < 0);

  return {
    add(record: ExecutionRecord, entry: ExecutionEntry): void {
      const entries = machines.get(record.stateMachineArn) ?? [];
      machines.set(record.stateMachineArn, entries);
      entries.splice(placeOf(entries, record), 0, entry);
    },

    newestFirst(filter: ExecutionFilter, limit: number, after?: ExecutionCursor): readonly Execution[] {
      const entries = machines.get(filter.stateMachineArn) ?? [];
      const page: Execution[] = [];
      for (let place = after === undefined ? entries.length : placeOf(entries, after); place > 0; place -= 1) {
        if (page.length === limit) break;
        const { current } = entries[place - 1] as ExecutionEntry;
        if (matches(current, filter)) page.push(current);
      }
      return page;
    },
  };
}
