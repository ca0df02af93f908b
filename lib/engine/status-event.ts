import type { Execution, ExecutionStatus, Ms } from '../ports/execution-store.ts';
import type { StatusEvent } from '../ports/status-events.ts';

/** The history events that give an execution another status. */
const STATUS_AFTER: Readonly<Record<string, ExecutionStatus>> = {
  ExecutionStarted: 'RUNNING',
  ExecutionRedriven: 'RUNNING',
  ExecutionSucceeded: 'SUCCEEDED',
  ExecutionFailed: 'FAILED',
  ExecutionTimedOut: 'TIMED_OUT',
  ExecutionAborted: 'ABORTED',
};

/** The status that a type of history event leads to; undefined: none. */
export function statusAfter(eventType: string): ExecutionStatus | undefined {
  return STATUS_AFTER[eventType];
}

/** Above this, escaped and in UTF-8 bytes, AWS leaves the input out; the output only if that is too large alone (docs). */
const MAX_ESCAPED_BYTES = 248 * 1024;

/**
 * An execution's coming to a status, as EventBridge tells it (recorded: all members are there, null where AWS has none;
 * times are milliseconds). An execution that has ended already is told as it was when it ran.
 */
export function statusEvent({ record, head }: Execution, status: ExecutionStatus): StatusEvent {
  const isRunning = status === 'RUNNING';
  const { input, startDate, mapRun } = record;
  const { output, error, cause, stopDate } = isRunning ? {} : head;
  const outputBytes = output === undefined ? 0 : escapedBytes(output);
  const hasInput = escapedBytes(input) + outputBytes <= MAX_ESCAPED_BYTES;
  const hasOutput = outputBytes <= MAX_ESCAPED_BYTES;
  const canRedrive = !isRunning && status !== 'SUCCEEDED';
  const redrivable = mapRun === undefined ? 'REDRIVABLE' : 'REDRIVABLE_BY_MAP_RUN';
  const detail = {
    executionArn: record.executionArn,
    stateMachineArn: record.stateMachineArn,
    name: record.name,
    status,
    startDate,
    stopDate: stopDate ?? null,
    input: hasInput ? input : null,
    output: hasOutput ? (output ?? null) : null,
    stateMachineVersionArn: record.stateMachineVersionArn ?? null,
    stateMachineAliasArn: record.stateMachineAliasArn ?? null,
    redriveCount: head.redriveCount,
    redriveDate: head.redriveDate ?? null,
    redriveStatus: canRedrive ? redrivable : 'NOT_REDRIVABLE',
    redriveStatusReason: canRedrive ? null : `Execution is ${status} and cannot be redriven`,
    inputDetails: { included: hasInput },
    outputDetails: output === undefined ? null : { included: hasOutput },
    error: error ?? null,
    cause: cause ?? null,
  };
  const time: Ms = stopDate ?? head.redriveDate ?? startDate;
  return { executionArn: record.executionArn, time, detail: JSON.stringify(detail) };
}

function escapedBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text)) - 2;
}
