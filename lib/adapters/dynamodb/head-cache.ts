import type { HeadDocument } from './head-item.ts';

const CAPACITY = 1_000;

/**
 * The heads that this process saw last. A commit needs the tail of the version it replaces; the turn has just read it.
 * A stale entry does no harm: the condition of the write fails.
 */
export function createHeadCache() {
  const documents = new Map<string, HeadDocument>();
  return {
    get: (executionArn: string): HeadDocument | undefined => documents.get(executionArn),
    remember(document: HeadDocument): void {
      const { executionArn } = document.record;
      documents.delete(executionArn);
      documents.set(executionArn, document);
      const [oldest] = documents.keys();
      if (documents.size > CAPACITY && oldest !== undefined) documents.delete(oldest);
    },
  };
}
