import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Call } from '../call.ts';
import { invalidToken } from '../errors.ts';

/** AWS's page tokens are good for a day. */
const VALID_MS = 24 * 60 * 60 * 1000;
const MAC_BYTES = 16;

/**
 * An opaque text that says where a list goes on. It is signed together with the action and what is listed, so that
 * it is of no use for any other list, and needs no memory: it survives restarts.
 *
 * @param scope the action and its filters
 * @param cursor any JSON value
 */
export function encodePageToken(call: Call, scope: readonly unknown[], cursor: unknown): string {
  const payload = Buffer.from(JSON.stringify([cursor, call.context.clock.now() + VALID_MS])).toString('base64url');
  return `${payload}.${mac(call, scope, payload).toString('base64url')}`;
}

/** The cursor in a token; InvalidToken if the token is not of this list, changed, or out of date. */
export function decodePageToken(call: Call, scope: readonly unknown[], token: string): unknown {
  const [payload = '', signature = ''] = token.split('.');
  const expected = mac(call, scope, payload);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw invalidToken();
  const [cursor, expires] = JSON.parse(Buffer.from(payload, 'base64url').toString()) as [unknown, number];
  if (expires < call.context.clock.now()) throw invalidToken();
  return cursor;
}

function mac(call: Call, scope: readonly unknown[], payload: string): Buffer {
  const signed = JSON.stringify([...scope, payload]);
  return createHmac('sha256', call.context.secret).update(signed).digest().subarray(0, MAC_BYTES);
}
