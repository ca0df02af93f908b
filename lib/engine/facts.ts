import { MAX_EVENTS } from '../asl/history/events.ts';
import type { ExecutionFacts } from '../asl/machine/facts.ts';
import { Payload } from '../asl/payload.ts';
import type { ExecutionRecord } from '../ports/execution-store.ts';
import type { Revision } from '../ports/revision.ts';
import { encodeToken } from './task-token.ts';

/** @param redriveCount undefined for synchronous Express executions, whose context object has none */
export function factsOf(
  record: ExecutionRecord,
  revision: Revision,
  tokenKey: Uint8Array,
  redriveCount: number | undefined,
): ExecutionFacts {
  const { executionArn } = record;
  return {
    executionArn,
    name: record.name,
    roleArn: revision.roleArn,
    stateMachineArn: record.stateMachineArn,
    stateMachineName: revision.name,
    stateMachineVersionArn: record.stateMachineVersionArn,
    stateMachineAliasArn: record.stateMachineAliasArn,
    region: executionArn.split(':', 4)[3] ?? '',
    input: Payload.ofText(record.input),
    startTime: record.startDate,
    redriveCount,
    maxEvents: revision.type === 'EXPRESS' ? Infinity : MAX_EVENTS,
    taskToken: (pend, attempt) => encodeToken(tokenKey, { executionArn, pend, attempt }),
  };
}
