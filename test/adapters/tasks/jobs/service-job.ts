import type { JobHandle } from '../../../../lib/asl/machine/snapshot.ts';
import type { JsonObject } from '../../../../lib/asl/json.ts';
import type { ExpectedCall } from './fake-clients.ts';

/** A job of a service: requests and answers as its API has them, the rest as Step Functions shows it. */
export interface ServiceJob {
  readonly name: string;
  readonly parameters: JsonObject;
  readonly started: ExpectedCall;
  readonly submitted: JsonObject;
  readonly handle: JobHandle;
  readonly looks: readonly {
    /** The status in the answer. */
    readonly what: string;
    readonly state: 'running' | 'succeeded' | 'failed';
    readonly result?: JsonObject;
    readonly call: ExpectedCall;
    /** What is asked then, because the status does not say it all. */
    readonly doubt?: ExpectedCall;
  }[];
  readonly stop?: ExpectedCall;
}

/** The client token of the request in these tests. */
export const TOKEN = 'key-of-this-attempt';
export const REASON = 'Stopped by AWS Step Functions';
export const metadata = { SdkHttpMetadata: { HttpStatusCode: 200 }, SdkResponseMetadata: { RequestId: 'r' } };

export type Look = ServiceJob['looks'][number];

/** Looks at a job that differ in its status only. */
export function looksAt(
  { action, input }: Pick<ExpectedCall, 'action' | 'input'>,
  answer: (status: string) => JsonObject,
  result: (status: string) => JsonObject,
  states: Readonly<Record<string, Look['state']>>,
): readonly Look[] {
  return Object.entries(states).map(([what, state]) => ({
    what,
    state,
    ...(state !== 'running' && { result: result(what) }),
    call: { action, input, answer: answer(what) },
  }));
}
