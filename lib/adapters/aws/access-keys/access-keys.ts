import { randomBytes } from 'node:crypto';
import type { ResourceStore } from '../../../ports/resource-store.ts';
import { seal, unseal } from './sealed-secret.ts';

/** An access key without its secret. */
export interface AccessKey {
  readonly accessKeyId: string;
  /** Whose it is, in the owner's words. */
  readonly description: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface NewAccessKey extends AccessKey {
  /** Shown once; only its encrypted form is stored. */
  readonly secretAccessKey: string;
}

interface StoredAccessKey extends AccessKey {
  readonly sealedSecret: string;
}

const PARTITION = 'access-keys';
const LISTED = 1_000;
/** Tells them from the keys of AWS, which begin with AKIA or ASIA. */
const PREFIX = 'STEP';
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const ID_CHARACTERS = 16;
const SECRET_BYTES = 30;

/** Makes a key that may do everything the API offers. @param key encrypts the secret, 32 bytes */
export async function createAccessKey(
  resources: ResourceStore,
  key: Uint8Array,
  { description = '', now = Date.now() }: { readonly description?: string; readonly now?: number } = {},
): Promise<NewAccessKey> {
  const letters = Array.from(randomBytes(ID_CHARACTERS), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
  const accessKey = { accessKeyId: `${PREFIX}${letters.join('')}`, description, createdAt: now };
  const secretAccessKey = randomBytes(SECRET_BYTES).toString('base64');
  const stored: StoredAccessKey = { ...accessKey, sealedSecret: seal(key, accessKey.accessKeyId, secretAccessKey) };
  await resources.put(PARTITION, accessKey.accessKeyId, stored, 0);
  return { ...accessKey, secretAccessKey };
}

/** The first thousand keys, by id. */
export async function listAccessKeys(resources: ResourceStore): Promise<readonly AccessKey[]> {
  const stored = await resources.list<StoredAccessKey>(PARTITION, { limit: LISTED });
  return stored.map(({ body: { sealedSecret: _, ...accessKey } }) => accessKey);
}

/** True when there was such a key. Functions that know it refuse it within a minute. */
export async function deleteAccessKey(resources: ResourceStore, accessKeyId: string): Promise<boolean> {
  return resources.delete(PARTITION, accessKeyId);
}

/** The secret of a key; undefined when there is no such key. */
export async function findSecret(
  resources: ResourceStore,
  key: Uint8Array,
  accessKeyId: string,
): Promise<string | undefined> {
  const stored = await resources.get<StoredAccessKey>(PARTITION, accessKeyId);
  return stored && unseal(key, accessKeyId, stored.body.sealedSecret);
}
