import { randomBytes } from 'node:crypto';
import { bytesOf } from './attributes.ts';
import { valueSk } from './keys.ts';
import { pack, unpack } from './packed-text.ts';
import { keyOf } from './table.ts';
import type { Table } from './table.ts';

/** A text that is kept in items of its own, because an item may not exceed 400 KB and is billed whole at each write. */
interface ValueRef {
  readonly nonce: string;
  readonly parts: number;
}

/** A text in its place, or where to find it. */
export type Value = string | ValueRef;

const PART_BYTES = 384_000;
/** Texts below this length are never worth an item of their own. */
const SHORT = 4_096;

/** A text that has gone missing: its owner was rewritten between two reads, so reading again will do. */
class ValueMissing extends Error {
  override readonly name = 'ValueMissing';
}

/**
 * Texts on their way into one item. They are written before that item, under a random name: when the item's condition
 * then fails, nothing refers to them. `expires` is the time to live in seconds, for what a crash leaves behind.
 */
export interface ValueDraft {
  /** The text itself if it packs to at most `inlineBytes`, else a reference to be written. */
  keep(text: string, inlineBytes: number): Value;
  write(): Promise<void>;
  /** Takes back what was written; best effort. */
  discard(): Promise<void>;
}

export function draftValues(table: Table, pk: Uint8Array, expires?: number): ValueDraft {
  const drafted = new Map<ValueRef, Uint8Array>();

  function parts([ref, bytes]: [ValueRef, Uint8Array]) {
    return Array.from({ length: ref.parts }, (_, part) => ({
      ...keyOf({ pk, sk: valueSk(ref.nonce, part) }),
      b: { B: bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES) },
      ...(expires === undefined ? {} : { ttl: { N: String(expires) } }),
    }));
  }

  return {
    keep(text, inlineBytes) {
      if (text.length <= SHORT) return text;
      const bytes = pack(text);
      if (bytes.length <= inlineBytes) return text;
      const ref = { nonce: randomBytes(12).toString('base64url'), parts: Math.ceil(bytes.length / PART_BYTES) };
      drafted.set(ref, bytes);
      return ref;
    },
    async write() {
      await Promise.all([...drafted].flatMap(parts).map((item) => table.put(item)));
    },
    async discard() {
      await deleteValues(table, pk, [...drafted.keys()]);
    },
  };
}

/** Reads a text back. Throws `ValueMissing` when its items are gone. */
export async function readValue(table: Table, pk: Uint8Array, value: Value): Promise<string> {
  if (typeof value === 'string') return value;
  const keys = Array.from({ length: value.parts }, (_, part) => ({ pk, sk: valueSk(value.nonce, part) }));
  const parts = await Promise.all(keys.map((key) => table.get(key)));
  const bytes = parts.map((part) => {
    if (part === undefined) throw new ValueMissing(`Value ${value.nonce} is not in the table.`);
    return bytesOf(part, 'b');
  });
  return unpack(Buffer.concat(bytes));
}

/** Deletes texts that nothing refers to any more. A failure only leaves garbage, so it is not an error. */
export async function deleteValues(
  table: Table,
  pk: Uint8Array,
  values: readonly (Value | undefined)[],
): Promise<void> {
  const refs = values.filter((value) => typeof value === 'object');
  const keys = refs.flatMap(({ nonce, parts }) => Array.from({ length: parts }, (_, part) => valueSk(nonce, part)));
  await Promise.allSettled(keys.map((sk) => table.delete({ pk, sk })));
}

/** Reads an owner and its texts, again if it was rewritten in between. */
export async function readWhole<T>(read: () => Promise<T>): Promise<T> {
  for (let tries = 1; tries < 5; tries += 1) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof ValueMissing)) throw error;
    }
  }
  return read();
}
