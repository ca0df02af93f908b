import type { ResourceRange, ResourceStore, Stored } from '../../ports/resource-store.ts';
import { lowerBound } from './sorted-array.ts';
import { compareUtf8 } from './utf8-order.ts';

/** A document is kept as JSON text, so that nobody can change it by holding on to it. */
interface Entry {
  readonly sort: string;
  readonly version: number;
  readonly text: string;
}

function storedOf<T>({ sort, version, text }: Entry): Stored<T> {
  return { sort, version, body: JSON.parse(text) as T };
}

/** Resources that live as long as the process: each partition is an array in the order of its sort keys. */
export function createMemoryResourceStore(): ResourceStore {
  const partitions = new Map<string, Entry[]>();

  function find(partition: string, sort: string): { entries: Entry[]; place: number; entry: Entry | undefined } {
    const entries = partitions.get(partition) ?? [];
    const place = lowerBound(entries, (entry) => compareUtf8(entry.sort, sort) < 0);
    const entry = entries[place];
    return { entries, place, entry: entry?.sort === sort ? entry : undefined };
  }

  return {
    async get<T>(partition: string, sort: string) {
      const { entry } = find(partition, sort);
      return entry && storedOf<T>(entry);
    },

    async put(partition, sort, body, expected) {
      const { entries, place, entry } = find(partition, sort);
      const version = entry?.version ?? 0;
      if (expected !== undefined && expected !== version) {
        return { stored: false, current: entry && storedOf(entry) };
      }
      entries.splice(place, entry === undefined ? 0 : 1, { sort, version: version + 1, text: JSON.stringify(body) });
      partitions.set(partition, entries);
      return { stored: true };
    },

    async delete(partition, sort, expected) {
      const { entries, place, entry } = find(partition, sort);
      if (entry === undefined || (expected !== undefined && expected !== entry.version)) return false;
      entries.splice(place, 1);
      if (entries.length === 0) partitions.delete(partition);
      return true;
    },

    async list<T>(partition: string, { prefix = '', after, limit, descending = false }: ResourceRange) {
      const entries = partitions.get(partition) ?? [];
      let low = lowerBound(entries, ({ sort }) => compareUtf8(sort, prefix) < 0);
      let high = lowerBound(entries, ({ sort }) => compareUtf8(sort, prefix) < 0 || sort.startsWith(prefix));
      if (after !== undefined && descending) {
        high = Math.min(
          high,
          lowerBound(entries, ({ sort }) => compareUtf8(sort, after) < 0),
        );
      } else if (after !== undefined) {
        low = Math.max(
          low,
          lowerBound(entries, ({ sort }) => compareUtf8(sort, after) <= 0),
        );
      }
      const page = descending
        ? entries.slice(Math.max(low, high - limit), Math.max(low, high)).reverse()
        : entries.slice(low, Math.min(high, low + limit));
      return page.map((entry) => storedOf<T>(entry));
    },
  };
}
