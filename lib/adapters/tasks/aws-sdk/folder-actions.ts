import { createHash } from 'node:crypto';
import { type ListedObject, ObjectsFailure } from '../../../ports/objects.ts';
import type { FolderObjects } from '../../objects/folder-objects.ts';

/** Members of a request in the names of S3, as the client of the SDK would take them. */
export interface S3Input {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body?: Uint8Array;
  readonly Prefix?: string;
  readonly StartAfter?: string;
  readonly ContinuationToken?: string;
  readonly MaxKeys?: number;
}

/** An action of S3 on a bucket that is a folder. */
interface FolderAction {
  /** Members that it understands, besides Bucket. */
  readonly members: readonly string[];
  /** Answers as the client of the SDK does. Rejects with ObjectsFailure. */
  call(objects: FolderObjects, input: S3Input): Promise<object>;
}

/** What S3 says of objects that nobody gave a type (recorded 2025-11). */
const ContentType = 'binary/octet-stream';
const MAX_KEYS = 1_000;
const MAX_KEYS_RANGE = 'Argument maxKeys must be an integer between 0 and 2147483647';

/** By name, as in a Resource. Files keep nothing but their contents: a type is taken and lost. */
export const FOLDER_ACTIONS: Readonly<Record<string, FolderAction>> = {
  getObject: {
    members: ['Key'],
    async call(objects, input) {
      const described = headers(await objects.describe(place(input)));
      const { stream } = await objects.get(place(input));
      return { ...described, Body: stream };
    },
  },
  headObject: {
    members: ['Key'],
    call: async (objects, input) => headers(await objects.describe(place(input))),
  },
  putObject: {
    members: ['Key', 'Body', 'ContentType'],
    async call(objects, input) {
      const { Body = new Uint8Array() } = input;
      await objects.put(place(input), Body);
      return { ETag: `"${createHash('md5').update(Body).digest('hex')}"` };
    },
  },
  deleteObject: {
    members: ['Key'],
    async call(objects, input) {
      await objects.delete(place(input));
      return {};
    },
  },
  listObjectsV2: {
    members: ['Prefix', 'StartAfter', 'ContinuationToken', 'MaxKeys'],
    call: listObjects,
  },
};

const place = ({ Bucket: bucket, Key: key }: S3Input) => ({ bucket, key });

function headers({ etag, lastModified, size }: ListedObject): object {
  return {
    AcceptRanges: 'bytes',
    ContentLength: size,
    ContentType,
    ETag: etag,
    LastModified: seconds(lastModified),
    Metadata: {},
  };
}

/** S3 tells times to the second. */
function seconds(ms: number): Date {
  return new Date(Math.floor(ms / 1_000) * 1_000);
}

async function listObjects(objects: FolderObjects, input: S3Input): Promise<object> {
  const { Bucket, Prefix = '', StartAfter, ContinuationToken, MaxKeys = MAX_KEYS } = input;
  if (MaxKeys < 0 || MaxKeys > 2_147_483_647) throw new ObjectsFailure('InvalidArgument', MAX_KEYS_RANGE);
  const after = ContinuationToken === undefined ? StartAfter : keyOfToken(ContinuationToken);
  const listing = { bucket: Bucket, prefix: Prefix, ...(after !== undefined && { startAfter: after }) };
  const found: ListedObject[] = [];
  const most = Math.min(MaxKeys, MAX_KEYS);
  for await (const object of objects.list(listing)) {
    found.push(object);
    if (found.length > most) break;
  }
  const page = found.slice(0, most);
  const isTruncated = most > 0 && found.length > most;
  const last = isTruncated ? page.at(-1)?.key : undefined;
  return {
    ...(page.length > 0 && { Contents: page.map(listedObject) }),
    ContinuationToken,
    IsTruncated: isTruncated,
    KeyCount: page.length,
    MaxKeys,
    Name: Bucket,
    ...(last !== undefined && { NextContinuationToken: tokenOf(last) }),
    Prefix,
    StartAfter,
  };
}

/** Before the key in a token, so that not just any text is one. */
const TOKEN = 'key:';

function tokenOf(key: string): string {
  return Buffer.from(TOKEN + key).toString('base64url');
}

function keyOfToken(token: string): string {
  const key = Buffer.from(token, 'base64url').toString().slice(TOKEN.length);
  if (token === tokenOf(key)) return key;
  throw new ObjectsFailure('InvalidArgument', 'The continuation token provided is incorrect');
}

function listedObject({ key, etag, lastModified, size, storageClass }: ListedObject): object {
  return { ETag: etag, Key: key, LastModified: seconds(lastModified), Size: size, StorageClass: storageClass };
}
