import type { CommitResult, EventChunk, Execution, ExecutionStore } from '../../ports/execution-store.ts';
import { dueBefore, listExecutions, runningExecutions } from './execution-lists.ts';
import { createHeadCache } from './head-cache.ts';
import { documentOf, executionOf, headItem, readHeadItem } from './head-item.ts';
import type { HeadDocument } from './head-item.ts';
import { putHeartbeat, readHeartbeats } from './heartbeats.ts';
import { chunkItem, chunkOf, cutTail, elementOf, spilledElements } from './history-tail.ts';
import type { TailElement } from './history-tail.ts';
import { executionPk, HEAD_SK } from './keys.ts';
import { partExpiry } from './retention.ts';
import { createTable } from './table.ts';
import type { Condition, TableOptions } from './table.ts';
import { deleteValues, draftValues, readWhole } from './values.ts';
import type { ValueDraft } from './values.ts';

/** Executions in one DynamoDB table (docs/decisions/0002-dynamodb-layout.md): a commit is one conditional write. */
export function createDynamoExecutionStore(options: TableOptions): ExecutionStore {
  const table = createTable(options);
  const cache = createHeadCache();

  async function readDocument(executionArn: string): Promise<HeadDocument | undefined> {
    const item = await table.get({ pk: executionPk(executionArn), sk: HEAD_SK });
    const document = readHeadItem(item, table.now());
    if (document !== undefined) cache.remember(document);
    return document;
  }

  const get = (executionArn: string): Promise<Execution | undefined> =>
    readWhole(async () => {
      const document = await readDocument(executionArn);
      return document && executionOf(table, document);
    });

  function draftFor({ record }: Pick<Execution, 'record'>): ValueDraft {
    return draftValues(table, executionPk(record.executionArn), partExpiry(record));
  }

  /** Writes the head if the condition holds; otherwise answers what is there instead. */
  async function replaceHead(
    document: HeadDocument,
    draft: ValueDraft,
    condition: Condition,
  ): Promise<{ written: true } | { written: false; current: Execution | undefined }> {
    const { record, head } = document;
    await draft.write();
    if (!(await table.put(headItem(document), condition))) {
      const current = await get(record.executionArn);
      // The SDK repeats a request whose answer was lost: what is there may be what it wrote first.
      if (current?.head.nonce !== head.nonce || current.head.version !== head.version) {
        await draft.discard();
        return { written: false, current };
      }
    }
    cache.remember(document);
    return { written: true };
  }

  /** Copies full parts of the committed tail to items of their own and answers what is left of it. */
  async function spill({ record, tail }: HeadDocument): Promise<readonly TailElement[]> {
    const { full, rest } = cutTail(tail);
    const pk = executionPk(record.executionArn);
    const ttl = partExpiry(record);
    await Promise.all(full.map((elements) => table.put(chunkItem(pk, record.startDate, elements, ttl))));
    return rest;
  }

  return {
    get,

    async create(execution, events) {
      const draft = draftFor(execution);
      const document = documentOf(execution, undefined, [elementOf(events, draft)], draft);
      const result = await replaceHead(document, draft, {
        expression: 'attribute_not_exists(pk) OR #ttl < :now',
        values: { ':now': { N: String(table.now() / 1000) } },
      });
      if (result.written) return { created: true };
      if (result.current !== undefined) return { created: false, existing: result.current };
      throw new Error(`${execution.record.executionArn} was there, and then it was not.`);
    },

    async commit(record, expected, head, events): Promise<CommitResult> {
      const { executionArn } = record;
      const cached = cache.get(executionArn);
      const known = cached?.head.version === expected ? cached : await readDocument(executionArn);
      if (known?.head.version !== expected) return { committed: false, current: await get(executionArn) };

      const draft = draftFor({ record });
      const tail = await spill(known);
      const added = events === undefined ? [] : [elementOf(events, draft)];
      const document = documentOf({ record, head }, known.input, [...tail, ...added], draft);
      const result = await replaceHead(document, draft, {
        expression: 'v = :expected',
        values: { ':expected': { N: String(expected) } },
      });
      if (!result.written) return { committed: false, current: result.current };
      await deleteValues(table, executionPk(executionArn), Object.values(known.texts));
      return { committed: true };
    },

    async chunks(executionArn, fromId, toId): Promise<readonly EventChunk[]> {
      // The tail first: whatever leaves it later is in a chunk item already.
      const document = await readDocument(executionArn);
      if (document === undefined) return [];
      const { record, tail } = document;
      const pk = executionPk(executionArn);
      const tailFrom = tail[0]?.firstId ?? Infinity;
      const spilled = fromId < tailFrom ? await spilledElements(table, pk, record.startDate, fromId, toId) : [];
      const elements = [...spilled.filter(({ lastId }) => lastId < tailFrom), ...tail];
      const wanted = elements.filter(({ firstId, lastId }) => firstId <= toId && lastId >= fromId);
      return Promise.all(wanted.map((element) => chunkOf(table, pk, element)));
    },

    list: (filter, limit, after) => listExecutions(table, filter, limit, after),
    running: (limit, after) => runningExecutions(table, limit, after),
    dueBefore: (time, limit) => dueBefore(table, time, limit),
    putHeartbeat: (executionArn, heartbeat) => putHeartbeat(table, executionArn, heartbeat),
    heartbeats: (executionArn) => readHeartbeats(table, executionArn),
  };
}
