/** Wakes one execution: "look again". What happened to it is in the store. May come twice, late, and in any order. */
export interface Message {
  readonly executionArn: string;
  /** Stays the same through every copy that is sent on; a head's armed wake names the lineage that must resend it. */
  readonly lineage: string;
  /** Milliseconds since the epoch when the first of this lineage was sent. */
  readonly sentAt: number;
  /** The commit that this message announces writes this version; until it is there the message is early. */
  readonly announces?: number;
  /** Number of the armed wake that this message is; if another one has been armed, it has nothing to do with the timers. */
  readonly wake?: number;
}

/** A delay queue with at-least-once delivery. A message is guarded by its receiver until deleted. */
export interface Queue {
  /** Does a message survive the process? Then it is sent before the commit it announces, else after it. */
  readonly durable: boolean;
  /** The longest delay one message can have. */
  readonly maxDelayMs: number;
  send(message: Message, delayMs: number): Promise<void>;
}

/** A message as a receiver holds it: gone when deleted, delivered again when not. */
export interface Delivery {
  readonly message: Message;
  delete(): Promise<void>;
}
