import { LRUCache } from 'lru-cache';

/** Some events of a history, one after the other. */
export interface HistoryPage {
  /** JSON texts of the events, with commas between them. */
  readonly events: string;
  readonly count: number;
}

/**
 * Pages that are asked for again and again, by those who wait for an execution. Histories only grow, so what is asked for
 * and the number of the last event say all there is to a page.
 */
export interface HistoryPages {
  /** The page of a key; it is kept from the second time on, because most are read once. */
  get(key: string, read: () => Promise<HistoryPage>): Promise<HistoryPage>;
}

const MAX_CHARS = 4_000_000;
const MAX_CHARS_OF_PAGE = 400_000;
/** So many other pages may be asked for in between. */
const REMEMBERED = 200;

export function createHistoryPages(): HistoryPages {
  const askedFor = new LRUCache<string, true>({ max: REMEMBERED });
  const kept = new LRUCache<string, HistoryPage>({
    maxSize: MAX_CHARS,
    maxEntrySize: MAX_CHARS_OF_PAGE,
    sizeCalculation: ({ events }, key) => events.length + key.length,
  });
  return {
    async get(key, read) {
      const known = kept.get(key);
      if (known) return known;
      const page = await read();
      if (askedFor.has(key)) kept.set(key, page);
      askedFor.set(key, true);
      return page;
    },
  };
}
