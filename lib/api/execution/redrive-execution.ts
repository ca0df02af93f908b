import type { Head } from '../../ports/execution-store.ts';
import { executionNotRedrivable } from '../errors.ts';
import { operation } from '../operation.ts';
import { arn, clientToken } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { findExecution } from './find-execution.ts';
import { redriveRefusalOf } from './redrive-status.ts';

/** A request with the same token counts as the same one for so long (docs). */
const SAME_REQUEST_MS = 15 * 60_000;

/** The same request again is answered as the first time, whatever has become of the execution since. */
export const redriveExecution = operation(
  'RedriveExecution',
  { executionArn: required(arn), clientToken },
  async (input, call) => {
    for (;;) {
      const execution = await findExecution(call, input.executionArn);
      const repeated = redriveBefore(execution.head, input.clientToken, call.context.clock.now());
      if (repeated !== undefined) return { redriveDate: timestamp(repeated) };
      const refusal = await redriveRefusalOf(call, execution);
      if (refusal !== undefined) throw executionNotRedrivable(refusal);
      if (execution.record.mapRun !== undefined) {
        throw executionNotRedrivable('A child workflow execution is redriven with its Map Run');
      }
      const { redriven, execution: after } = await call.context.engine.redrive(execution, input.clientToken);
      if (redriven) return { redriveDate: timestamp(after.head.redriveDate ?? call.context.clock.now()) };
    }
  },
);

/** When this request redrove the execution, if it did. */
function redriveBefore({ redriveRequests = [] }: Head, token: string | undefined, now: number): number | undefined {
  const before = redriveRequests.find(({ clientToken }) => clientToken === token);
  return before && now - before.redriveDate < SAME_REQUEST_MS ? before.redriveDate : undefined;
}
