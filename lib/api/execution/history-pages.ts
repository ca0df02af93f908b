import { LRUCache } from 'lru-cache';

/** Some events of a history, one after the other. */
export interface HistoryPage {
  /** JSON texts of the events, with commas between them. */
  readonly events: string;
  readonly count: number;
}

export type HistoryPages = LRUCache<string, HistoryPage>;

const MAX_CHARS = 4_000_000;
const MAX_CHARS_OF_PAGE = 400_000;

/**
 * Pages that were answered lately: whoever waits for an execution asks for the same ones again and again. Histories only
 * grow, so what is asked for and the number of the last event say all there is to a page.
 */
export function createHistoryPages(): HistoryPages {
  return new LRUCache({
    maxSize: MAX_CHARS,
    maxEntrySize: MAX_CHARS_OF_PAGE,
    sizeCalculation: ({ events }, key) => events.length + key.length,
  });
}
