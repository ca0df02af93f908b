import type { ExecutionRetention } from '../../ports/execution-retention.ts';
import type { EventChunk, Execution, ExecutionStore, Head, Heartbeat } from '../../ports/execution-store.ts';
import { createExecutionIndex } from './execution-index.ts';
import { lowerBound } from './sorted-array.ts';
import { compareUtf8 } from './utf8-order.ts';

interface Entry {
  current: Execution;
  readonly chunks: EventChunk[];
  readonly heartbeats: Map<string, Heartbeat>;
}

/** Executions deleted in one go: few enough that nobody notices. */
const FORGOTTEN_AT_ONCE = 100;

/** Executions that live as long as the process. Each method does its work before it gives up control. */
export function createMemoryExecutionStore(): ExecutionStore & ExecutionRetention {
  const entries = new Map<string, Entry>();
  const index = createExecutionIndex();
  const running = new Set<string>();
  const due = new Map<string, number>();

  function follow(executionArn: string, head: Head): void {
    if (head.status === 'RUNNING') running.add(executionArn);
    else running.delete(executionArn);
    if (head.dueAt === undefined) due.delete(executionArn);
    else due.set(executionArn, head.dueAt);
  }

  return {
    async create(execution, events) {
      const { executionArn } = execution.record;
      const existing = entries.get(executionArn);
      if (existing !== undefined) return { created: false, existing: existing.current };
      const entry: Entry = { current: execution, chunks: [events], heartbeats: new Map() };
      entries.set(executionArn, entry);
      index.add(entry);
      follow(executionArn, execution.head);
      return { created: true };
    },

    async get(executionArn) {
      return entries.get(executionArn)?.current;
    },

    async commit({ executionArn }, expected, head, events) {
      const entry = entries.get(executionArn);
      if (entry?.current.head.version !== expected) return { committed: false, current: entry?.current };
      const before = entry.current;
      entry.current = { record: before.record, head };
      index.changed(entry, before);
      if (events !== undefined) entry.chunks.push(events);
      follow(executionArn, head);
      return { committed: true };
    },

    async chunks(executionArn, fromId, toId) {
      const all = entries.get(executionArn)?.chunks ?? [];
      const first = lowerBound(all, (chunk) => chunk.lastId < fromId);
      const end = lowerBound(all, (chunk) => chunk.firstId <= toId);
      return all.slice(first, end);
    },

    async list(filter, limit, after) {
      return index.newestFirst(filter, limit, after);
    },

    async running(limit, after) {
      const arns = [...running].filter((arn) => after === undefined || compareUtf8(arn, after) > 0);
      return arns.sort(compareUtf8).slice(0, limit);
    },

    async dueBefore(time, limit) {
      const overdue = [...due].filter(([, at]) => at < time);
      return overdue
        .sort(([, a], [, b]) => a - b)
        .slice(0, limit)
        .map(([arn]) => arn);
    },

    async forgetEnded(before) {
      const executionArns: string[] = [];
      // In the order in which they were created.
      for (const [executionArn, entry] of entries) {
        const { record, head } = entry.current;
        if (record.startDate >= before) break;
        if (isOpen(head) || (head.stopDate ?? 0) >= before) continue;
        if (executionArns.length === FORGOTTEN_AT_ONCE) return { executionArns, next: 0 };
        entries.delete(executionArn);
        index.forget(entry);
        executionArns.push(executionArn);
      }
      return { executionArns };
    },

    async putHeartbeat(executionArn, heartbeat) {
      const key = `${heartbeat.pend}/${heartbeat.attempt}`;
      const heartbeats = entries.get(executionArn)?.heartbeats;
      if ((heartbeats?.get(key)?.at ?? -Infinity) < heartbeat.at) heartbeats?.set(key, heartbeat);
    },

    async heartbeats(executionArn) {
      return [...(entries.get(executionArn)?.heartbeats.values() ?? [])];
    },
  };
}

function isOpen({ status }: Head): boolean {
  return status === 'RUNNING' || status === 'PENDING_REDRIVE';
}
