const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * 32 bits of an ARN (FNV-1a over its UTF-16 units), by which its execution is found. Names are random or as good as that:
 * an index of whole ARNs would grow by another page with nearly every execution, which is most of what a commit writes.
 * Two executions may share a hash, so the ARN is compared as well.
 */
export function arnHash(arn: string): number {
  let hash = OFFSET;
  for (let index = 0; index < arn.length; index += 1) hash = Math.imul(hash ^ arn.charCodeAt(index), PRIME);
  return hash;
}

/** A condition for one execution; its values are those of `arnValues`. */
export const BY_ARN = 'arn_hash = ? AND arn = ?';

export const arnValues = (arn: string): readonly [number, string] => [arnHash(arn), arn];
