import type { Execution, Head } from '../../ports/execution-store.ts';
import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { findStateMachine } from '../state-machine/stored-state-machine.ts';

const DAY_MS = 86_400_000;
const REDRIVABLE_PERIOD_MS = 14 * DAY_MS;
const LONGEST_EXECUTION_MS = 365 * DAY_MS;
/** ExecutionRedriven and at least one more event must fit into the history (docs). */
const MOST_EVENTS = 24_998;

const ENDED_WITHOUT_SUCCESS: ReadonlySet<Head['status']> = new Set(['FAILED', 'TIMED_OUT', 'ABORTED']);

/**
 * Why an execution cannot be redriven, in DescribeExecution's words; undefined when nothing in the execution itself is
 * against it. Which of several reasons AWS names is a guess.
 * @param now milliseconds since the epoch
 */
export function redriveRefusal({ record, head }: Execution, now: number): string | undefined {
  if (!ENDED_WITHOUT_SUCCESS.has(head.status)) return `Execution is ${head.status} and cannot be redriven`;
  if (head.lastEventId > MOST_EVENTS) return 'Execution history event limit exceeded';
  // What it would go on with was not kept by the version that ran it.
  if (head.snapshot === '') return 'Execution was started before the launch of RedriveExecution';
  if (now - record.startDate >= LONGEST_EXECUTION_MS) return 'Execution has exceeded the max execution time';
  if (now - (head.stopDate ?? 0) >= REDRIVABLE_PERIOD_MS) return 'Execution redrivable period exceeded';
  return undefined;
}

/** The same, asking for the state machine as well: one that is being deleted, or is gone, redrives nothing. */
export async function redriveRefusalOf(call: Call, execution: Execution): Promise<string | undefined> {
  const refusal = redriveRefusal(execution, call.context.clock.now());
  if (refusal !== undefined) return refusal;
  const [machineArn = ''] = execution.record.stateMachineArn.split('/');
  const machine = await findStateMachine(call, parseStateMachineArn(machineArn));
  return machine?.body.status === 'ACTIVE' ? undefined : 'State machine is in DELETING status';
}
