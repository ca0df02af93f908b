import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TokenTask } from './engine.ts';

const MAC_BYTES = 12;

/** A task token says what it stands for and proves that we made it; nothing is stored for it. */
export function encodeToken(key: Uint8Array, task: TokenTask): string {
  const body = Buffer.from(`${task.pend}.${task.attempt}.${task.executionArn}`, 'utf8');
  return Buffer.concat([macOf(key, body), body]).toString('base64url');
}

/** undefined: not one of ours, or changed. */
export function decodeToken(key: Uint8Array, token: string): TokenTask | undefined {
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(MAC_BYTES);
  const mac = bytes.subarray(0, MAC_BYTES);
  if (mac.length !== MAC_BYTES || !timingSafeEqual(mac, macOf(key, body))) return undefined;
  const [pend, attempt, ...rest] = body.toString('utf8').split('.');
  return { executionArn: rest.join('.'), pend: Number(pend), attempt: Number(attempt) };
}

function macOf(key: Uint8Array, body: Buffer): Buffer {
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES);
}
