import type { Execution, ExecutionRecord, Head } from '../../ports/execution-store.ts';
import { bytesOf } from './attributes.ts';
import type { TailElement } from './history-tail.ts';
import { dueShard, executionPk, HEAD_SK, listingPartition, timeKey } from './keys.ts';
import { pack, unpack } from './packed-text.ts';
import { headExpiry } from './retention.ts';
import { keyOf } from './table.ts';
import type { Item, Table } from './table.ts';
import { readValue } from './values.ts';
import type { Value, ValueDraft } from './values.ts';

/** Packed bytes up to which a text stays in the head. It is billed at each commit there, once in an item of its own. */
const PAYLOAD_BYTES = 2_048;
/** A snapshot changes with each commit anyway, so it only moves out to keep the head below 400 KB. */
const SNAPSHOT_BYTES = 262_144;

/** An execution as it is packed into its head item. */
export interface HeadDocument {
  readonly record: Omit<ExecutionRecord, 'input'>;
  readonly head: Omit<Head, 'snapshot' | 'output' | 'cause'>;
  readonly input: Value;
  readonly snapshot: Value;
  readonly output?: Value;
  readonly cause?: Value;
  /** The latest committed events, oldest first. */
  readonly tail: readonly TailElement[];
}

/** Texts of the head that a later version of it may no longer refer to. */
export function changingValues({ snapshot, output, cause }: HeadDocument): readonly (Value | undefined)[] {
  return [snapshot, output, cause];
}

export function documentOf(
  { record, head }: Execution,
  input: Value | undefined,
  tail: readonly TailElement[],
  draft: ValueDraft,
): HeadDocument {
  const { input: inputText, ...recordRest } = record;
  const { snapshot, output, cause, ...headRest } = head;
  return {
    record: recordRest,
    head: headRest,
    input: input ?? draft.keep(inputText, PAYLOAD_BYTES),
    snapshot: draft.keep(snapshot, SNAPSHOT_BYTES),
    ...(output === undefined ? {} : { output: draft.keep(output, PAYLOAD_BYTES) }),
    ...(cause === undefined ? {} : { cause: draft.keep(cause, PAYLOAD_BYTES) }),
    tail,
  };
}

/** The head item: the packed document, the version for conditions, and keys for the indexes that list it. */
export function headItem(document: HeadDocument): Item {
  const { record, head } = document;
  const { executionArn } = record;
  const pk = executionPk(executionArn);
  const expiry = headExpiry(head);
  return {
    ...keyOf({ pk, sk: HEAD_SK }),
    v: { N: String(head.version) },
    h: { B: pack(JSON.stringify(document)) },
    lp: { S: listingPartition(head.status, record.stateMachineArn) },
    ls: { S: timeKey(record.startDate, executionArn) },
    ...(head.dueAt === undefined ? {} : { dp: { S: dueShard(pk) }, ds: { S: timeKey(head.dueAt, executionArn) } }),
    ...(expiry === undefined ? {} : { ttl: { N: String(expiry) } }),
  };
}

/** The document of a head item; undefined when it has expired and waits to be deleted. */
export function readHeadItem(item: Item | undefined, now: number): HeadDocument | undefined {
  if (item === undefined || Number(item.ttl?.N ?? Infinity) < now / 1000) return undefined;
  return JSON.parse(unpack(bytesOf(item, 'h'))) as HeadDocument;
}

/** The whole execution, with the texts that have items of their own. */
export async function executionOf(table: Table, document: HeadDocument): Promise<Execution> {
  const pk = executionPk(document.record.executionArn);
  const read = (value: Value) => readValue(table, pk, value);
  const optional = async (value: Value | undefined) => (value === undefined ? undefined : read(value));
  const [input, snapshot, output, cause] = await Promise.all([
    read(document.input),
    read(document.snapshot),
    optional(document.output),
    optional(document.cause),
  ]);
  return {
    record: { ...document.record, input },
    head: {
      ...document.head,
      snapshot,
      ...(output === undefined ? {} : { output }),
      ...(cause === undefined ? {} : { cause }),
    },
  };
}
