import type { EventChunk, Execution, ExecutionRecord, Head } from '../../../lib/ports/execution-store.ts';

export const stateMachineArn = 'arn:aws:states:us-east-1:123456789012:stateMachine:orders';

export function executionArn(name: string): string {
  return `arn:aws:states:us-east-1:123456789012:execution:orders:${name}`;
}

export function record(name: string, changes: Partial<ExecutionRecord> = {}): ExecutionRecord {
  return {
    executionArn: executionArn(name),
    stateMachineArn,
    name,
    revision: '6a1a4b52-5f8f-4f3a-9d41-0c1b3a9a5f10',
    input: '{"order": 1}',
    startDate: 1_760_000_000_000,
    ...changes,
  };
}

export function head(version: number, changes: Partial<Head> = {}): Head {
  return {
    version,
    nonce: `turn:${version}`,
    status: 'RUNNING',
    redriveCount: 0,
    snapshot: `snapshot ${version}`,
    lastEventId: version * 2,
    ...changes,
  };
}

/** The two events that the commit of this version adds. */
export function events(version: number, text = `events of ${version}`): EventChunk {
  return { firstId: version * 2 - 1, lastId: version * 2, text };
}

export function execution(
  name: string,
  changes: { record?: Partial<ExecutionRecord>; head?: Partial<Head> } = {},
): Execution {
  return { record: record(name, changes.record), head: head(1, changes.head) };
}
