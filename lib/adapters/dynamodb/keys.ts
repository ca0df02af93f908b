import { createHash } from 'node:crypto';

/** An item's key: 16 bytes of SHA-256 stand for the ARN or partition, and the sort key's first byte tells the kind. */
export interface Key {
  readonly pk: Uint8Array;
  readonly sk: Uint8Array;
}

export function executionPk(executionArn: string): Uint8Array {
  return createHash('sha256').update(executionArn).digest().subarray(0, 16);
}

export function resourcePk(partition: string): Uint8Array {
  return executionPk(`resource/${partition}`);
}

export const HEAD_SK: Uint8Array = Buffer.of(0);

/** Six bytes that order like the number: up to 2^48, enough for milliseconds. */
function ordered(value: number): Buffer {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(Math.min(value, 2 ** 48 - 1), 0, 6);
  return bytes;
}

/** The start date tells apart two executions that had the same name, one after the other had expired. */
export function chunkSk(startDate: number, firstId: number): Uint8Array {
  return Buffer.concat([Buffer.from('H'), ordered(startDate), ordered(firstId)]);
}

export const HEARTBEAT_PREFIX: Uint8Array = Buffer.from('B');

export function heartbeatSk(pend: number, attempt: number): Uint8Array {
  return Buffer.concat([HEARTBEAT_PREFIX, ordered(pend), ordered(attempt)]);
}

export function valueSk(nonce: string, part: number): Uint8Array {
  return Buffer.concat([Buffer.from('V'), Buffer.from(nonce, 'base64url'), ordered(part)]);
}

const DOCUMENT_PREFIX = Buffer.from('D');

/** The sort key of a resource with these UTF-8 bytes. */
export function documentSk(sort: Uint8Array): Uint8Array {
  return Buffer.concat([DOCUMENT_PREFIX, sort]);
}

export function sortOfDocument(sk: Uint8Array): string {
  return Buffer.from(sk).subarray(DOCUMENT_PREFIX.length).toString('utf8');
}

const TIME_DIGITS = 16;

/** Index sort keys: a time that orders as text, then the ARN. */
export function timeKey(time: number, executionArn = ''): string {
  return `${String(time).padStart(TIME_DIGITS, '0')}#${executionArn}`;
}

export function arnOfTimeKey(key: string): string {
  return key.slice(TIME_DIGITS + 1);
}

/** Due executions are spread, so that no partition takes all the writes. */
export const DUE_SHARDS: readonly string[] = Array.from('0123456789abcdef');

export function dueShard(pk: Uint8Array): string {
  return (pk[0] ?? 0).toString(16).padStart(2, '0').slice(1);
}

/** @param collection see `listedUnder` */
export function listingPartition(status: string, collection: string): string {
  return `${status}#${collection}`;
}
