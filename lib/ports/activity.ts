import type { JsonObject } from '../asl/json.ts';

/** An activity, in the resource store under its name. A task for one that does not exist fails. */
export interface Activity {
  readonly activityArn: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly creationDate: number;
  readonly encryptionConfiguration: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

export function activityPartition(place: { readonly account: string; readonly region: string }): string {
  return `activities/${place.account}/${place.region}`;
}
