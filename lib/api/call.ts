import type { ApiContext, ApiLimits } from './api-context.ts';
import type { HistoryPages } from './execution/history-pages.ts';
import type { Caller } from './protocol/caller.ts';
import type { RevisionCache } from './state-machine/revision-cache.ts';

/** One request on its way through an action. */
export interface Call {
  readonly context: ApiContext;
  readonly limits: ApiLimits;
  readonly caller: Caller;
  readonly revisions: RevisionCache;
  readonly historyPages: HistoryPages;
  /** Workers that poll right now, by activity ARN. */
  readonly pollers: Map<string, number>;
  /** The X-Amzn-Trace-Id header, which wins over the traceHeader member. */
  readonly traceHeader?: string;
  /** Makes the signal that aborts when the client has gone away. */
  readonly signal: () => AbortSignal;
  /** Aborts when the server is about to stop. */
  readonly closing: AbortSignal;
  /** What the request turned out to be about, for the log. */
  readonly about: { executionArn?: string };
}
