import type { Ms } from './execution-store.ts';

/** A stored document and its version (1 when created, plus one with each put). */
export interface Stored<T> {
  readonly sort: string;
  readonly version: number;
  readonly body: T;
}

export type PutResult =
  { readonly stored: true } | { readonly stored: false; readonly current: Stored<unknown> | undefined };

export interface ResourceRange {
  readonly prefix?: string;
  /** Strictly after (ascending) or before (descending) this sort key. */
  readonly after?: string;
  readonly limit: number;
  readonly descending?: boolean;
}

/**
 * Small documents (JSON) that are not executions: state machines, revisions, versions, aliases, activities, tags,
 * queued activity tasks. A partition is one listable collection, e.g. `state-machines/<account>/<region>`; inside it
 * documents are ordered by the UTF-8 bytes of their sort key.
 */
export interface ResourceStore {
  /** A consistent read. */
  get<T>(partition: string, sort: string): Promise<Stored<T> | undefined>;
  /**
   * Writes if the stored version is `expected` (0: there must be none; undefined: whatever is there).
   * @param forgetAfter nobody asks for the document after this time: a store that forgets by itself may delete it
   */
  put(partition: string, sort: string, body: unknown, expected?: number, forgetAfter?: Ms): Promise<PutResult>;
  /** Deletes if the stored version is `expected` (undefined: whatever is there). True when something was deleted. */
  delete(partition: string, sort: string, expected?: number): Promise<boolean>;
  list<T>(partition: string, range: ResourceRange): Promise<readonly Stored<T>[]>;
}
