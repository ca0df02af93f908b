import { randomUUID } from 'node:crypto';
import type { ResourceRange, ResourceStore, Stored } from '../../ports/resource-store.ts';
import { sortRange } from '../sort-range.ts';
import { bytesOf, numberOf, stringOf } from './attributes.ts';
import { documentSk, resourcePk, sortOfDocument } from './keys.ts';
import type { Key } from './keys.ts';
import { pack, unpack } from './packed-text.ts';
import { createTable } from './table.ts';
import type { Condition, Item, TableOptions } from './table.ts';
import { deleteValues, draftValues, readValue, readWhole } from './values.ts';
import type { Value } from './values.ts';
import { documentExpiry } from './retention.ts';

/** Packed bytes up to which a body stays in its item, of the 400 KB that an item may have. */
const BODY_BYTES = 300_000;

function valueOf(item: Item | undefined): Value | undefined {
  return item?.b && (JSON.parse(unpack(bytesOf(item, 'b'))) as { value: Value }).value;
}

function expecting(expected: number | undefined): Condition | undefined {
  if (expected === undefined) return undefined;
  if (expected === 0) return { expression: 'attribute_not_exists(pk)' };
  return { expression: 'v = :expected', values: { ':expected': { N: String(expected) } } };
}

/** Resources in the table of the executions, one item each, the body as packed JSON. */
export function createDynamoResourceStore(options: TableOptions): ResourceStore {
  const table = createTable(options);

  async function storedOf<T>(item: Item): Promise<Stored<T>> {
    const { pk, sk } = { pk: bytesOf(item, 'pk'), sk: bytesOf(item, 'sk') };
    const text = await readValue(table, pk, valueOf(item) ?? 'null');
    return { sort: sortOfDocument(sk), version: numberOf(item, 'v'), body: JSON.parse(text) as T };
  }

  const keyFor = (partition: string, sort: string): Key => ({
    pk: resourcePk(partition),
    sk: documentSk(Buffer.from(sort)),
  });

  return {
    get: <T>(partition: string, sort: string) =>
      readWhole(async () => {
        const item = await table.get(keyFor(partition, sort));
        return item && storedOf<T>(item);
      }),

    async put(partition, sort, body, expected, forgetAfter) {
      const key = keyFor(partition, sort);
      const expires = forgetAfter === undefined ? undefined : documentExpiry(forgetAfter);
      const draft = draftValues(table, key.pk, expires);
      const value = draft.keep(JSON.stringify(body), BODY_BYTES);
      const nonce = randomUUID();
      await draft.write();
      const before = await table.update(
        key,
        {
          expression: `SET b = :body, n = :nonce${expires === undefined ? '' : ', #ttl = :expires'} ADD v :one`,
          values: {
            ':body': { B: pack(JSON.stringify({ value })) },
            ':nonce': { S: nonce },
            ':one': { N: '1' },
            ...(expires === undefined ? {} : { ':expires': { N: String(expires) } }),
          },
        },
        expecting(expected),
      );
      if (before !== undefined) {
        await deleteValues(table, key.pk, [valueOf(before)]);
        return { stored: true };
      }
      return readWhole(async () => {
        const item = await table.get(key);
        // The SDK repeats a request whose answer was lost: what is there may be what it wrote first.
        if (item !== undefined && stringOf(item, 'n') === nonce) return { stored: true };
        await draft.discard();
        return { stored: false, current: item && (await storedOf(item)) };
      });
    },

    async delete(partition, sort, expected) {
      const key = keyFor(partition, sort);
      const before = await table.delete(key, expecting(expected));
      if (before === undefined) return false;
      await deleteValues(table, key.pk, [valueOf(before)]);
      return true;
    },

    list<T>(partition: string, range: ResourceRange) {
      const { low, high } = sortRange(range);
      return readWhole(async () => {
        if (Buffer.compare(low, high) >= 0) return [];
        const items = await table.query(
          {
            ConsistentRead: true,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :low AND :high',
            ExpressionAttributeValues: {
              ':pk': { B: resourcePk(partition) },
              ':low': { B: documentSk(low) },
              ':high': { B: documentSk(high) },
            },
            ScanIndexForward: range.descending !== true,
            Limit: range.limit + 1,
          },
          range.limit + 1,
        );
        // BETWEEN includes the upper bound, which is not part of the range.
        const inside = items.filter((item) => Buffer.compare(bytesOf(item, 'sk'), documentSk(high)) !== 0);
        return Promise.all(inside.slice(0, range.limit).map((item) => storedOf<T>(item)));
      });
    },
  };
}
