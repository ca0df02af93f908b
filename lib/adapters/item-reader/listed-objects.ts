import type { Json } from '../../asl/json.ts';
import type { ReadItem } from '../../ports/item-reader.ts';
import type { ListedObject, ObjectListing, Objects } from '../../ports/objects.ts';
import type { Files } from './files.ts';

/** The objects of a bucket as items, folders included. A position is the key of the last one. */
export async function* readListing(
  objects: Objects,
  listing: ObjectListing,
  from: Json | undefined,
): AsyncIterable<ReadItem> {
  const rest = typeof from === 'string' ? { ...listing, startAfter: from } : listing;
  for await (const object of objects.list(rest)) {
    yield { value: itemOf(object), source: `S3://${listing.bucket}`, position: object.key };
  }
}

/** The same objects as files to be read; a folder holds nothing (guess). */
export function listedFiles(objects: Objects, listing: ObjectListing): Files {
  const { bucket, expectedBucketOwner } = listing;
  const fileAt = (key: string) => {
    return { place: { bucket, key, ...(expectedBucketOwner !== undefined && { expectedBucketOwner }) }, mark: key };
  };
  return async function* (from) {
    if (typeof from === 'string') yield fileAt(from);
    for await (const { key } of objects.list(typeof from === 'string' ? { ...listing, startAfter: from } : listing)) {
      if (!key.endsWith('/')) yield fileAt(key);
    }
  };
}

/** What Step Functions shows of a listed object (docs: ItemReader). */
function itemOf({ etag, key, lastModified, size, storageClass }: ListedObject): Json {
  return {
    Etag: etag,
    Key: key,
    LastModified: Math.floor(lastModified / 1000),
    Size: size,
    StorageClass: storageClass,
  };
}
