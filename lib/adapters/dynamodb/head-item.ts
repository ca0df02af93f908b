import type { Execution, ExecutionRecord, Head } from '../../ports/execution-store.ts';
import { listedUnder } from '../../ports/execution-summary.ts';
import { bytesOf } from './attributes.ts';
import type { TailElement } from './history-tail.ts';
import { dueShard, executionPk, HEAD_SK, listingPartition, timeKey } from './keys.ts';
import { pack, unpack } from './packed-text.ts';
import { headExpiry } from './retention.ts';
import { keyOf } from './table.ts';
import type { Item, Table } from './table.ts';
import { readValue } from './values.ts';
import type { Value, ValueDraft } from './values.ts';

type HeadText = 'snapshot' | 'output' | 'error' | 'cause';

/** Packed bytes up to which a payload stays in the head: it is billed at each commit there, once in its own item. */
const PAYLOAD_BYTES = 2_048;

/** The same for texts of the head. A snapshot changes with each commit; it only moves out to keep the head below 400 KB. */
const HEAD_TEXT_BYTES: Readonly<Record<HeadText, number>> = {
  snapshot: 262_144,
  output: PAYLOAD_BYTES,
  error: PAYLOAD_BYTES,
  cause: PAYLOAD_BYTES,
};

/** An execution as it is packed into its head item. */
export interface HeadDocument {
  readonly record: Omit<ExecutionRecord, 'input'>;
  readonly head: Omit<Head, HeadText>;
  readonly input: Value;
  readonly texts: { readonly [T in HeadText]?: Value };
  /** The latest committed events, oldest first. */
  readonly tail: readonly TailElement[];
}

/** An execution with the tail of its history; `input` is where an earlier version has put it. */
export function documentOf(
  { record, head }: Execution,
  input: Value | undefined,
  tail: readonly TailElement[],
  draft: ValueDraft,
): HeadDocument {
  const { input: inputText, ...recordRest } = record;
  const headRest: Partial<Record<keyof Head, unknown>> = { ...head };
  const texts: { [T in HeadText]?: Value } = {};
  for (const member of Object.keys(HEAD_TEXT_BYTES) as HeadText[]) {
    const text = head[member];
    if (text !== undefined) texts[member] = draft.keep(text, HEAD_TEXT_BYTES[member]);
    delete headRest[member];
  }
  return {
    record: recordRest,
    head: headRest as HeadDocument['head'],
    input: input ?? draft.keep(inputText, PAYLOAD_BYTES),
    texts,
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
    lp: { S: listingPartition(head.status, listedUnder(record)) },
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
export async function executionOf(table: Table, { record, head, input, texts }: HeadDocument): Promise<Execution> {
  const pk = executionPk(record.executionArn);
  const readText = async ([member, value]: [string, Value]) => [member, await readValue(table, pk, value)] as const;
  const [inputText, ...headTexts] = await Promise.all([
    readValue(table, pk, input),
    ...Object.entries(texts).map(readText),
  ]);
  return {
    record: { ...record, input: inputText },
    head: { ...head, ...Object.fromEntries(headTexts) } as Head,
  };
}
