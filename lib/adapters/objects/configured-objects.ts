import { ObjectsFailure, type Objects } from '../../ports/objects.ts';
import { createFolderObjects } from './folder-objects.ts';
import { createS3Objects, type S3Options } from './s3-objects.ts';

export interface ObjectsOptions {
  /** Buckets that are folders: absolute paths by name. */
  readonly buckets?: Readonly<Record<string, string>>;
  /** The S3 that has all other buckets; absent: there are no others. */
  readonly s3?: S3Options;
}

/** Finds a bucket where it is: mapped to a folder, in S3, or nowhere. */
export function createConfiguredObjects({ buckets = {}, s3 }: ObjectsOptions): Objects {
  const folders = createFolderObjects(buckets);
  const service = s3 && createS3Objects(s3);
  const having = (bucket: string): Objects => {
    if (Object.hasOwn(buckets, bucket)) return folders;
    if (service) return service;
    throw new ObjectsFailure(
      'NoSuchBucket',
      `The specified bucket does not exist. '${bucket}' is not among the buckets of stepyard.yml, and neither ` +
        'AWS_ENDPOINT_URL_S3 nor AWS_ENDPOINT_URL says where S3 is.',
    );
  };
  return {
    get: async (place, range) => having(place.bucket).get(place, range),
    async *list(listing) {
      yield* having(listing.bucket).list(listing);
    },
    put: async (place, body) => having(place.bucket).put(place, body),
  };
}
