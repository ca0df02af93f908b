import type { Execution, ExecutionCursor, ExecutionFilter } from '../../ports/execution-store.ts';
import { isListed, listedUnder, summaryOf, type ExecutionSummary } from '../../ports/execution-summary.ts';
import { lowerBound } from './sorted-array.ts';
import { compareUtf8 } from './utf8-order.ts';

/** An execution that changes as a whole with each commit. */
interface ExecutionEntry {
  current: Execution;
}

function compareCursors(a: ExecutionCursor, b: ExecutionCursor): number {
  return a.startDate - b.startDate || compareUtf8(a.executionArn, b.executionArn);
}

/** The name of a list; the narrowest one that a filter can use leaves it little to look through. */
function listName(collection: string, qualifiedArn: string | undefined, status: string | undefined): string {
  return `${collection}\n${qualifiedArn ?? ''}\n${status ?? ''}`;
}

/** The lists that an execution is in: of all, of its version and of its alias, each with and without its status. */
function listsOf({ record, head }: Execution): readonly string[] {
  const { stateMachineVersionArn, stateMachineAliasArn } = record;
  const collection = listedUnder(record);
  const names = [listName(collection, undefined, undefined), listName(collection, undefined, head.status)];
  for (const arn of [stateMachineVersionArn, stateMachineAliasArn]) {
    if (arn !== undefined) names.push(listName(collection, arn, undefined), listName(collection, arn, head.status));
  }
  return names;
}

/** Lists of executions, oldest first: starts come in order, so adding is cheap and a page is a walk from the end. */
export function createExecutionIndex() {
  const lists = new Map<string, ExecutionEntry[]>();

  const placeOf = (entries: readonly ExecutionEntry[], cursor: ExecutionCursor): number =>
    lowerBound(entries, (entry) => compareCursors(entry.current.record, cursor) < 0);

  function insert(name: string, entry: ExecutionEntry): void {
    const entries = lists.get(name) ?? [];
    lists.set(name, entries);
    entries.splice(placeOf(entries, entry.current.record), 0, entry);
  }

  function remove(name: string, { current }: ExecutionEntry): void {
    const entries = lists.get(name) ?? [];
    entries.splice(placeOf(entries, current.record), 1);
    if (entries.length === 0) lists.delete(name);
  }

  return {
    add(entry: ExecutionEntry): void {
      for (const name of listsOf(entry.current)) insert(name, entry);
    },

    /** To be told when an execution is no longer what it was. */
    changed(entry: ExecutionEntry, before: Execution): void {
      if (before.head.status === entry.current.head.status) return;
      const old = listsOf(before);
      const now = listsOf(entry.current);
      for (const name of old) if (!now.includes(name)) remove(name, entry);
      for (const name of now) if (!old.includes(name)) insert(name, entry);
    },

    forget(entry: ExecutionEntry): void {
      for (const name of listsOf(entry.current)) remove(name, entry);
    },

    newestFirst(filter: ExecutionFilter, limit: number, after?: ExecutionCursor): readonly ExecutionSummary[] {
      const qualifiedArn = filter.stateMachineAliasArn ?? filter.stateMachineVersionArn;
      const entries = lists.get(listName(filter.listedUnder, qualifiedArn, filter.status)) ?? [];
      const page: ExecutionSummary[] = [];
      for (let place = after === undefined ? entries.length : placeOf(entries, after); place > 0; place -= 1) {
        if (page.length === limit) break;
        const { current } = entries[place - 1] as ExecutionEntry;
        if (isListed(current, filter)) page.push(summaryOf(current));
      }
      return page;
    },
  };
}
