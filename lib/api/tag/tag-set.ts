import { ApiError } from '../api-error.ts';
import { validation } from '../errors.ts';
import type { tags } from '../shapes/named-shapes.ts';
import type { ValueOf } from '../shapes/shape.ts';

export type TagSet = Readonly<Record<string, string>>;

const MAX_TAGS = 50;
const RESERVED_PREFIX = 'aws:';
/** Letters, digits, white space and a few others (docs). */
const CHARACTERS = /^[\p{L}\p{N}\p{Z}_.:/=+\-@]*$/u;

/**
 * The tags of a resource with those of a request added or replaced by key. TooManyTags above 50; ValidationException for
 * tags that nobody may set. The rules are in the docs, the words are a guess.
 */
export function addTags(resourceArn: string, present: TagSet, given: ValueOf<typeof tags> = []): TagSet {
  // Through a map: a tag may be called __proto__.
  const merged = new Map(Object.entries(present));
  for (const { key, value = '' } of given) {
    checkTag(key, value);
    merged.set(key, value);
  }
  if (merged.size > MAX_TAGS) {
    throw new ApiError('TooManyTags', `A resource can have at most ${MAX_TAGS} tags: '${resourceArn}'`, {
      resourceName: resourceArn,
    });
  }
  return Object.fromEntries(merged);
}

function checkTag(key: string, value: string): void {
  if (key.startsWith(RESERVED_PREFIX)) throw validation(`Tag keys must not start with '${RESERVED_PREFIX}': '${key}'`);
  const wrong = [key, value].find((text) => !CHARACTERS.test(text));
  if (wrong !== undefined) throw validation(`Tags must not contain special characters: '${wrong}'`);
}

export function removeTags(present: TagSet, keys: readonly string[]): TagSet {
  return Object.fromEntries(Object.entries(present).filter(([key]) => !keys.includes(key)));
}
