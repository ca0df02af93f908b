import type { ExecutionCursor, ExecutionFilter, ExecutionStatus, Ms } from '../../ports/execution-store.ts';
import { isListed, listedUnder, summaryOf, type ExecutionSummary } from '../../ports/execution-summary.ts';
import { stringOf } from './attributes.ts';
import { readHeadItem } from './head-item.ts';
import type { HeadDocument } from './head-item.ts';
import { arnOfTimeKey, DUE_SHARDS, executionPk, HEAD_SK, listingPartition, timeKey } from './keys.ts';
import { keyOf } from './table.ts';
import type { Item, Table } from './table.ts';
import { DUE_INDEX, LISTING_INDEX } from './table-definition.ts';

const INDEXED: Readonly<Record<ExecutionStatus, true>> = {
  RUNNING: true,
  SUCCEEDED: true,
  FAILED: true,
  TIMED_OUT: true,
  ABORTED: true,
  PENDING_REDRIVE: true,
};
const STATUSES = Object.keys(INDEXED);

/** Executions that one round of a listing looks at, beyond those that are wanted. */
const ROUND = 25;

/** Newest first. The index has one partition per status, which are merged; heads decide what matches. */
export async function listExecutions(
  table: Table,
  filter: ExecutionFilter,
  limit: number,
  after?: ExecutionCursor,
): Promise<readonly ExecutionSummary[]> {
  const found: ExecutionSummary[] = [];
  let before = after && timeKey(after.startDate, after.executionArn);
  for (;;) {
    const round = limit - found.length + ROUND;
    const keys = await newestKeys(table, filter, round, before);
    const heads = await readHeads(table, keys);
    found.push(...heads.filter((document) => isListed(document, filter)).map(summaryOf));
    before = keys.at(-1);
    if (keys.length < round || found.length >= limit) return found.slice(0, limit);
  }
}

/** Up to `count` listing keys before a key, in descending order. An execution that changes status may show up twice. */
async function newestKeys(
  table: Table,
  { listedUnder: collection, status }: ExecutionFilter,
  count: number,
  before = timeKey(8_640_000_000_000_000, '~'),
): Promise<string[]> {
  const statuses = status === undefined ? STATUSES : [status];
  const partitions = statuses.map((each) =>
    table.query(
      {
        IndexName: LISTING_INDEX,
        KeyConditionExpression: 'lp = :lp AND ls < :before',
        ExpressionAttributeValues: { ':lp': { S: listingPartition(each, collection) }, ':before': { S: before } },
        ScanIndexForward: false,
        Limit: count,
      },
      count,
    ),
  );
  const keys = (await Promise.all(partitions)).flat().map((item) => stringOf(item, 'ls'));
  return [...new Set(keys)].sort(compareBytes).reverse().slice(0, count);
}

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** The heads of listing keys, in the same order, without those that are gone. */
async function readHeads(table: Table, keys: readonly string[]): Promise<HeadDocument[]> {
  const arns = keys.map(arnOfTimeKey);
  const items = await table.getAll(arns.map((arn) => ({ pk: executionPk(arn), sk: HEAD_SK })));
  const documents = new Map<string, HeadDocument>();
  for (const item of items) {
    const document = readHeadItem(item, table.now());
    if (document !== undefined) documents.set(document.record.executionArn, document);
  }
  return arns.map((arn) => documents.get(arn)).filter((document) => document !== undefined);
}

/** Running executions in the order of the listing index, which may lag behind by a moment. */
export async function runningExecutions(table: Table, limit: number, after?: string): Promise<readonly string[]> {
  const start = after === undefined ? undefined : await positionOf(table, after);
  const items = await table.scan(
    {
      IndexName: LISTING_INDEX,
      FilterExpression: 'begins_with(lp, :running)',
      ExpressionAttributeValues: { ':running': { S: listingPartition('RUNNING', '') } },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    },
    limit,
  );
  return items.map((item) => arnOfTimeKey(stringOf(item, 'ls')));
}

/** Where a scan of the listing index goes on after a running execution, even if it has ended since. */
async function positionOf(table: Table, executionArn: string): Promise<Item | undefined> {
  const key = { pk: executionPk(executionArn), sk: HEAD_SK };
  const document = readHeadItem(await table.get(key), table.now());
  if (document === undefined) return undefined;
  return {
    ...keyOf(key),
    lp: { S: listingPartition('RUNNING', listedUnder(document.record)) },
    ls: { S: timeKey(document.record.startDate, executionArn) },
  };
}

/** The most overdue first, from all shards of the due index. */
export async function dueBefore(table: Table, time: Ms, limit: number): Promise<readonly string[]> {
  const shards = DUE_SHARDS.map((shard) =>
    table.query(
      {
        IndexName: DUE_INDEX,
        KeyConditionExpression: 'dp = :dp AND ds < :time',
        ExpressionAttributeValues: { ':dp': { S: shard }, ':time': { S: timeKey(time) } },
        Limit: limit,
      },
      limit,
    ),
  );
  const keys = (await Promise.all(shards)).flat().map((item) => stringOf(item, 'ds'));
  return keys.sort(compareBytes).slice(0, limit).map(arnOfTimeKey);
}
