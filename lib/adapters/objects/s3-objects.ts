import type { ListObjectsV2CommandOutput, S3Client } from '@aws-sdk/client-s3';
import type { ListedObject, ObjectListing, Objects } from '../../ports/objects.ts';
import type { ServiceEndpoint } from '../service-endpoint.ts';
import { sent } from './s3-failure.ts';
import { getObject } from './s3-get-object.ts';

/** At an endpoint other than AWS's own, buckets are in the path. */
export interface S3Options extends ServiceEndpoint {
  readonly region: string;
}

/** The buckets of S3. The SDK is loaded with the first call. */
export function createS3Objects(options: S3Options): Objects {
  let client: Promise<S3Client> | undefined;
  const connected = (): Promise<S3Client> => (client ??= createClient(options));
  return {
    get: (place, range) => getObject(connected, place, range),
    async *list(listing) {
      let token: string | undefined;
      do {
        const page = await sent(() => listPage(connected(), listing, token));
        for (const object of page.Contents ?? []) yield listedObject(object);
        token = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (token !== undefined);
    },
    async put({ bucket, key }, body) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentLength: bytes.length });
      await sent(async () => (await connected()).send(command));
    },
  };
}

async function createClient({ region, endpoint, credentials }: S3Options): Promise<S3Client> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  return new S3Client({
    region,
    maxAttempts: 5,
    requestHandler: { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true },
    ...(endpoint !== undefined && {
      endpoint,
      forcePathStyle: true,
      // Not every S3 knows the checksums that AWS's own has had since 2025.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }),
    ...(credentials && { credentials }),
  });
}

async function listPage(client: Promise<S3Client>, listing: ObjectListing, token: string | undefined) {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const command = new ListObjectsV2Command({
    Bucket: listing.bucket,
    ...(listing.prefix !== undefined && { Prefix: listing.prefix }),
    ...(listing.startAfter !== undefined && { StartAfter: listing.startAfter }),
    ...(listing.expectedBucketOwner !== undefined && { ExpectedBucketOwner: listing.expectedBucketOwner }),
    ...(token !== undefined && { ContinuationToken: token }),
  });
  return (await client).send(command);
}

function listedObject(object: NonNullable<ListObjectsV2CommandOutput['Contents']>[number]): ListedObject {
  return {
    key: object.Key ?? '',
    etag: object.ETag ?? '',
    lastModified: object.LastModified?.getTime() ?? 0,
    size: object.Size ?? 0,
    storageClass: object.StorageClass ?? 'STANDARD',
  };
}
