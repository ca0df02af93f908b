import type { GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import type { ByteRange, ObjectBody, ObjectPlace } from '../../ports/objects.ts';
import { failureOf, sent } from './s3-failure.ts';

/** How often in a row a connection may break without a byte having come. */
const MAX_BREAKS = 3;

/**
 * Reads an object, from where a broken connection left it on: whoever reads slowly loses connections. An object that was
 * replaced meanwhile fails with `PreconditionFailed`.
 */
export async function getObject(
  connect: () => Promise<S3Client>,
  place: ObjectPlace,
  range: ByteRange | undefined,
): Promise<ObjectBody> {
  const first = await ask(connect, place, range);
  const { ETag: etag } = first;
  const start = range?.start ?? 0;
  const length = first.ContentLength ?? Infinity;
  const size = range ? Number(first.ContentRange?.split('/')[1] ?? Number.NaN) : length;

  async function* bytes(): AsyncIterable<Uint8Array> {
    let answer = first;
    let read = 0;
    for (let breaks = 0; ;) {
      try {
        for await (const part of answer.Body as AsyncIterable<Uint8Array>) {
          read += part.length;
          breaks = 0;
          yield part;
        }
        return;
      } catch (error) {
        breaks += 1;
        if (breaks > MAX_BREAKS) throw failureOf(error);
        if (read >= length) return;
      }
      answer = await ask(connect, place, { ...range, start: start + read }, etag);
    }
  }
  return { stream: bytes(), ...(Number.isFinite(size) && { size }) };
}

async function ask(
  connect: () => Promise<S3Client>,
  place: ObjectPlace,
  range: ByteRange | undefined,
  etag?: string,
): Promise<GetObjectCommandOutput> {
  const { GetObjectCommand } = await import('@aws-sdk/client-s3');
  const { bucket, key, versionId, expectedBucketOwner } = place;
  const command = new GetObjectCommand({
    Bucket: bucket,
    Key: key,
    ...(versionId !== undefined && { VersionId: versionId }),
    ...(expectedBucketOwner !== undefined && { ExpectedBucketOwner: expectedBucketOwner }),
    ...(range && { Range: `bytes=${range.start}-${range.end ?? ''}` }),
    ...(etag !== undefined && { IfMatch: etag }),
  });
  return sent(async () => (await connect()).send(command));
}
