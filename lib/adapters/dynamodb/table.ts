import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type {
  AttributeValue,
  DynamoDBClient,
  QueryCommandInput,
  ScanCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { StoreUnavailable } from '../../ports/store-unavailable.ts';
import type { Key } from './keys.ts';
import { TTL_ATTRIBUTE } from './table-definition.ts';

export type Item = Record<string, AttributeValue>;

/** An expression and the values it names. Attribute names stand for themselves, but for `#ttl`, a reserved word. */
export interface Condition {
  readonly expression: string;
  readonly values?: Item;
}

export interface TableOptions {
  readonly client: DynamoDBClient;
  readonly tableName: string;
  /** Milliseconds since the epoch; what has expired by then counts as deleted. */
  readonly now?: () => number;
}

const TTL_NAME = { '#ttl': TTL_ATTRIBUTE };
/** BatchGetItem takes no more keys. */
const MAX_BATCH = 100;

export type Table = ReturnType<typeof createTable>;

/**
 * The calls to one table. Reads are consistent, but for those of an index. A failed condition is a result;
 * every other failure is a `StoreUnavailable`.
 */
export function createTable({ client, tableName, now = Date.now }: TableOptions) {
  const TableName = tableName;

  async function call<T>(request: Promise<T>): Promise<T> {
    try {
      return await request;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) throw error;
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      throw new StoreUnavailable(`Table ${tableName} did not answer. (${reason})`, { cause: error });
    }
  }

  /** The answer, or undefined when the condition failed. `attempts` counts what the SDK has sent. */
  async function conditional<T>(request: Promise<T>): Promise<{ answer: T } | { attempts: number }> {
    try {
      return { answer: await call(request) };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { attempts: error.$metadata.attempts ?? 1 };
      throw error;
    }
  }

  return {
    now,

    async get(key: Key): Promise<Item | undefined> {
      return (await call(client.send(new GetItemCommand({ TableName, Key: keyOf(key), ConsistentRead: true })))).Item;
    },

    /** Items of these keys that exist, in any order. */
    async getAll(keys: readonly Key[]): Promise<Item[]> {
      const items: Item[] = [];
      let wanted: Item[] = keys.map(keyOf);
      while (wanted.length > 0) {
        const RequestItems = { [TableName]: { Keys: wanted.slice(0, MAX_BATCH), ConsistentRead: true } };
        const answer = await call(client.send(new BatchGetItemCommand({ RequestItems })));
        items.push(...(answer.Responses?.[TableName] ?? []));
        wanted = [...(answer.UnprocessedKeys?.[TableName]?.Keys ?? []), ...wanted.slice(MAX_BATCH)];
      }
      return items;
    },

    /** True when the item was written, false when the condition failed. */
    async put(item: Item, condition?: Condition): Promise<boolean> {
      const command = new PutItemCommand({ TableName, Item: item, ...conditionOf(condition) });
      return 'answer' in (await conditional(client.send(command)));
    },

    /** The item as it was before, `{}` when there was none, or undefined when the condition failed. */
    async update(key: Key, update: Condition, condition?: Condition): Promise<Item | undefined> {
      const input: UpdateItemCommandInput = {
        TableName,
        Key: keyOf(key),
        UpdateExpression: update.expression,
        ReturnValues: 'ALL_OLD',
        ...conditionOf(condition),
        ...(update.expression.includes('#ttl') ? { ExpressionAttributeNames: TTL_NAME } : {}),
        ExpressionAttributeValues: { ...update.values, ...condition?.values },
      };
      const result = await conditional(client.send(new UpdateItemCommand(input)));
      return 'answer' in result ? (result.answer.Attributes ?? {}) : undefined;
    },

    /** The item that was deleted, if one was. Rejects when a repeated request may have deleted it unseen. */
    async delete(key: Key, condition?: Condition): Promise<Item | undefined> {
      const command = new DeleteItemCommand({
        TableName,
        Key: keyOf(key),
        ReturnValues: 'ALL_OLD',
        ...conditionOf(condition),
      });
      const result = await conditional(client.send(command));
      if ('answer' in result && result.answer.Attributes !== undefined) return result.answer.Attributes;
      const attempts = 'answer' in result ? (result.answer.$metadata.attempts ?? 1) : result.attempts;
      if (attempts > 1) throw new StoreUnavailable(`Table ${tableName} did not say whether it deleted an item.`);
      return undefined;
    },

    /** Items of a query until `enough` of them, a page at a time. */
    async query(input: Omit<QueryCommandInput, 'TableName'>, enough = Infinity): Promise<Item[]> {
      const items: Item[] = [];
      let ExclusiveStartKey = input.ExclusiveStartKey;
      do {
        const command = new QueryCommand({ TableName, ...input, ExclusiveStartKey });
        const page = await call(client.send(command));
        items.push(...(page.Items ?? []));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined && items.length < enough);
      return items;
    },

    /** Items of a scan until `enough` of them. */
    async scan(input: Omit<ScanCommandInput, 'TableName'>, enough: number): Promise<Item[]> {
      const items: Item[] = [];
      let ExclusiveStartKey = input.ExclusiveStartKey;
      do {
        const page = await call(client.send(new ScanCommand({ TableName, ...input, ExclusiveStartKey })));
        items.push(...(page.Items ?? []));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey !== undefined && items.length < enough);
      return items.slice(0, enough);
    },
  };
}

export function keyOf({ pk, sk }: Key): Item {
  return { pk: { B: pk }, sk: { B: sk } };
}

function conditionOf(condition: Condition | undefined) {
  const { expression = '', values = {} } = condition ?? {};
  return {
    ...(expression === '' ? {} : { ConditionExpression: expression }),
    ...(expression.includes('#ttl') ? { ExpressionAttributeNames: TTL_NAME } : {}),
    ...(Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values }),
  };
}
