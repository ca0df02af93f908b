import { MAX_EVENTS } from '../asl/history/events.ts';
import type { ExecutionFacts } from '../asl/machine/facts.ts';
import { Payload } from '../asl/payload.ts';
import type { ExecutionRecord } from '../ports/execution-store.ts';
import type { Revision } from '../ports/revision.ts';
import { encodeToken } from './task-token.ts';

/** How long an Express execution may take (spec: quotas). */
export const EXPRESS_TIMEOUT_SECONDS = 300;

/** Executions of Express machines, and Express children of map runs. */
export function isExpress(executionArn: string): boolean {
  return executionArn.split(':', 6)[5] === 'express';
}

/** @param redriveCount undefined for synchronous Express executions, whose context object has none */
export function factsOf(
  record: ExecutionRecord,
  revision: Revision,
  tokenKey: Uint8Array,
  redriveCount: number | undefined,
  redriveTime?: number,
): ExecutionFacts {
  const { executionArn } = record;
  return {
    executionArn,
    name: record.name,
    roleArn: revision.roleArn,
    stateMachineArn: record.stateMachineArn,
    // A child of a map run runs the part of the machine that its label names.
    stateMachineName: record.mapRun ? (record.stateMachineArn.split(':')[6] ?? '') : revision.name,
    stateMachineVersionArn: record.stateMachineVersionArn,
    stateMachineAliasArn: record.stateMachineAliasArn,
    region: executionArn.split(':', 4)[3] ?? '',
    input: Payload.ofText(record.input),
    startTime: record.startDate,
    redriveCount,
    redriveTime,
    maxEvents: isExpress(executionArn) ? Infinity : MAX_EVENTS,
    taskToken: (pend, attempt) => encodeToken(tokenKey, { executionArn, pend, attempt }),
  };
}
