import type { Heartbeat } from '../../ports/execution-store.ts';
import { numberOf } from './attributes.ts';
import { executionPk, HEARTBEAT_PREFIX, heartbeatSk } from './keys.ts';
import { heartbeatExpiry } from './retention.ts';
import type { Table } from './table.ts';

/** One item per attempt, beside the head, so that a heartbeat never makes a commit fail. */
export async function putHeartbeat(table: Table, executionArn: string, heartbeat: Heartbeat): Promise<void> {
  const { pend, attempt, at } = heartbeat;
  const values = {
    ':pend': { N: String(pend) },
    ':attempt': { N: String(attempt) },
    ':at': { N: String(at) },
    ':expires': { N: String(heartbeatExpiry(at)) },
  };
  await table.update(
    { pk: executionPk(executionArn), sk: heartbeatSk(pend, attempt) },
    { expression: 'SET pend = :pend, attempt = :attempt, beat = :at, #ttl = :expires', values },
    { expression: 'attribute_not_exists(pk) OR beat < :at' },
  );
}

export async function readHeartbeats(table: Table, executionArn: string): Promise<readonly Heartbeat[]> {
  const items = await table.query({
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': { B: executionPk(executionArn) }, ':prefix': { B: HEARTBEAT_PREFIX } },
  });
  return items.map((item) => ({
    pend: numberOf(item, 'pend'),
    attempt: numberOf(item, 'attempt'),
    at: numberOf(item, 'beat'),
  }));
}
