/** What can go wrong with one await of one process. */
export type Fault =
  /** The process dies before the request leaves it. */
  | 'crashBefore'
  /** The process dies after the other side has done what was asked. */
  | 'crashAfter'
  /** Nothing happened, and the caller does not know. */
  | 'requestLost'
  /** It happened, and the caller does not know. */
  | 'replyLost'
  /** The caller has given up when it happens, up to 5 s later. */
  | 'lateLanding'
  /** Takes up to 30 s. */
  | 'slow';

/** What can go wrong beside the awaits of a process. */
export type Mishap = 'deadline' | 'duplicateDelivery' | 'replyToClientLost';

type Weights = readonly (readonly [Fault, number])[];

/** In the cloud everything is a network away. */
export const CLOUD_FAULTS: Weights = [
  ['crashBefore', 1],
  ['crashAfter', 1],
  ['requestLost', 1],
  ['replyLost', 1],
  ['lateLanding', 1],
  ['slow', 1],
];

/** On a laptop one process has everything in it; when it dies all executions feel it, so it dies less often. */
export const LAPTOP_FAULTS: Weights = [
  ['crashBefore', 1],
  ['crashAfter', 1],
  ['requestLost', 1],
  ['replyLost', 1],
  ['slow', 16],
];
