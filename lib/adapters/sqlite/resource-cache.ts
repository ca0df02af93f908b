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
  const rows = new Map<string, Row>();
  const keyOf = (partition: string, sort: string): string => `${partition.length}/${partition}${sort}`;

  return {
    get: (partition, sort) => rows.get(keyOf(partition, sort)),
    keep(partition, sort, row) {
      const key = keyOf(partition, sort);
      if (rows.has(key) || row.some((value) => typeof value === 'string' && value.length > MAX_CHARS)) return;
      const [oldest] = rows.keys();
      if (rows.size >= CAPACITY && oldest !== undefined) rows.delete(oldest);
      rows.set(key, row);
    },
    forget: (partition, sort) => {
      rows.delete(keyOf(partition, sort));
    },
  };
}
