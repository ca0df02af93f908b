import { LRUCache } from 'lru-cache';
import type { Row } from './connection.ts';

/** Rows that are looked up again and again, such as the state machine that executions are started of. */
export interface ResourceCache {
  get(partition: string, sort: string): Row | undefined;
  keep(partition: string, sort: string, row: Row): void;
  forget(partition: string, sort: string): void;
}

/** A row of a large document is not kept. */
const MAX_CHARS = 16_384;
const CAPACITY = 1_000;

/** The process is the only one that writes the file, so a row is good until this process changes it. */
export function createResourceCache(): ResourceCache {
  const rows = new LRUCache<string, Row>({ max: CAPACITY });
  const keyOf = (partition: string, sort: string): string => `${partition.length}/${partition}${sort}`;

  return {
    get: (partition, sort) => rows.get(keyOf(partition, sort)),
    keep(partition, sort, row) {
      if (row.some((value) => typeof value === 'string' && value.length > MAX_CHARS)) return;
      rows.set(keyOf(partition, sort), row);
    },
    forget: (partition, sort) => {
      rows.delete(keyOf(partition, sort));
    },
  };
}
