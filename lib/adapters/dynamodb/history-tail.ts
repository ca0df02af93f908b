import type { EventChunk } from '../../ports/execution-store.ts';
import { bytesOf } from './attributes.ts';
import { chunkSk } from './keys.ts';
import { pack, unpack } from './packed-text.ts';
import { keyOf } from './table.ts';
import type { Item, Table } from './table.ts';
import { readValue } from './values.ts';
import type { Value, ValueDraft } from './values.ts';

/** The events of one commit, in the head's tail or in a chunk item. */
export interface TailElement {
  readonly firstId: number;
  readonly lastId: number;
  readonly text: Value;
}

/** Packed bytes up to which the events of one commit travel with the head. */
const ELEMENT_BYTES = 4_096;

/**
 * About 4 KB when packed: as long as the head stays small, a commit costs little. The length is part of the format:
 * writers of two lengths would cut different chunks under one key.
 */
const CHUNK_LENGTH = 16_384;
const ELEMENT_OVERHEAD = 40;

export function elementOf({ firstId, lastId, text }: EventChunk, draft: ValueDraft): TailElement {
  return { firstId, lastId, text: draft.keep(text, ELEMENT_BYTES) };
}

/**
 * Cuts a committed tail into chunks that are full and the rest. A chunk is the shortest prefix that is long enough,
 * so everybody who sees the same history cuts the same chunks, however much of it they see.
 */
export function cutTail(tail: readonly TailElement[]): { full: TailElement[][]; rest: TailElement[] } {
  const full: TailElement[][] = [];
  let rest: TailElement[] = [];
  let length = 0;
  for (const element of tail) {
    rest.push(element);
    length += ELEMENT_OVERHEAD + (typeof element.text === 'string' ? element.text.length : 0);
    if (length < CHUNK_LENGTH) continue;
    full.push(rest);
    rest = [];
    length = 0;
  }
  return { full, rest };
}

/** The item for a chunk of committed events: whoever writes it writes the same bytes under the same key. */
export function chunkItem(pk: Uint8Array, startDate: number, elements: readonly TailElement[], ttl: number): Item {
  const firstId = elements[0]?.firstId ?? 0;
  return {
    ...keyOf({ pk, sk: chunkSk(startDate, firstId) }),
    b: { B: pack(JSON.stringify(elements)) },
    ttl: { N: String(ttl) },
  };
}

function elementsOf(item: Item): readonly TailElement[] {
  return JSON.parse(unpack(bytesOf(item, 'b'))) as readonly TailElement[];
}

/** Elements that were moved from the tail to chunk items and hold events from `fromId` to `toId`. */
export async function spilledElements(
  table: Table,
  pk: Uint8Array,
  startDate: number,
  fromId: number,
  toId: number,
): Promise<readonly TailElement[]> {
  const between = (low: number, high: number) => ({
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :low AND :high',
    ExpressionAttributeValues: {
      ':pk': { B: pk },
      ':low': { B: chunkSk(startDate, low) },
      ':high': { B: chunkSk(startDate, high) },
    },
  });
  const [first, others] = await Promise.all([
    table.query({ ...between(0, fromId), ScanIndexForward: false, Limit: 1 }, 1),
    toId > fromId ? table.query(between(fromId + 1, toId)) : [],
  ]);
  return [...first, ...others].flatMap(elementsOf);
}

export async function chunkOf(table: Table, pk: Uint8Array, element: TailElement): Promise<EventChunk> {
  return { firstId: element.firstId, lastId: element.lastId, text: await readValue(table, pk, element.text) };
}
