import type { Ms } from './execution-store.ts';

/** An execution has another status: an event of EventBridge, `Step Functions Execution Status Change`. */
export interface StatusEvent {
  readonly executionArn: string;
  readonly time: Ms;
  /** JSON text of the event's `detail`. */
  readonly detail: string;
}

/** Where changes of status are told. */
export interface StatusEvents {
  /**
   * Sends up to 10 events; answers for each of them, in their order, why it was not taken (undefined: it was).
   * Rejects when it is not known what became of them.
   */
  put(events: readonly StatusEvent[]): Promise<readonly (string | undefined)[]>;
}
