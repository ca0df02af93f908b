import { createHash } from 'node:crypto';

/** The algorithms that both query languages know, by AWS's names. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

export const HASH_ALGORITHMS: readonly string[] = Object.keys(ALGORITHMS);

/** The hash of a text's UTF-8 bytes in lower-case hex; undefined for an algorithm that is not known. */
export function hashOf(text: string, algorithm: string): string | undefined {
  const name = Object.hasOwn(ALGORITHMS, algorithm) ? ALGORITHMS[algorithm] : undefined;
  return name === undefined ? undefined : createHash(name).update(text).digest('hex');
}
