/** A history event as the API answers it, but for the timestamp, which is in milliseconds. */
export interface HistoryEventText {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  /** The name of the details member (`taskScheduledEventDetails`), if this type has one. */
  readonly detailsMember?: string;
  /** Payload members (input, output, parameters, …) are JSON texts. */
  readonly details?: { readonly [member: string]: unknown };
}
