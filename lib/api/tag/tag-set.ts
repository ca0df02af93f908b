import { ApiError } from '../api-error.ts';
import type { tags } from '../shapes/named-shapes.ts';
import type { ValueOf } from '../shapes/shape.ts';

export type TagSet = Readonly<Record<string, string>>;

const MAX_TAGS = 50;

/** The tags of a resource with those of a request added or replaced by key; TooManyTags above 50. */
export function addTags(resourceArn: string, present: TagSet, given: ValueOf<typeof tags> = []): TagSet {
  // Through a map: a tag may be called __proto__.
  const merged = new Map(Object.entries(present));
  for (const { key, value } of given) merged.set(key, value ?? '');
  if (merged.size > MAX_TAGS) {
    throw new ApiError('TooManyTags', `A resource can have at most ${MAX_TAGS} tags: '${resourceArn}'`, {
      resourceName: resourceArn,
    });
  }
  return Object.fromEntries(merged);
}

export function removeTags(present: TagSet, keys: readonly string[]): TagSet {
  return Object.fromEntries(Object.entries(present).filter(([key]) => !keys.includes(key)));
}
