/**
 * What anybody may know of a state machine's document in the resource store, which is kept under its name; the rest is
 * the API's own.
 */
export interface StateMachineState {
  /** One that is being deleted goes when the last of its executions has ended; each ends at its next transition. */
  readonly status: 'ACTIVE' | 'DELETING';
}

export function stateMachinePartition(place: { readonly account: string; readonly region: string }): string {
  return `state-machines/${place.account}/${place.region}`;
}
