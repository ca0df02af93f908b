import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import {
  ObjectsFailure,
  type ByteRange,
  type ListedObject,
  type ObjectBody,
  type ObjectPlace,
  type Objects,
} from '../../ports/objects.ts';
import { listFolder } from './folder-listing.ts';
import { fileAt, fileFailure, fileOf, isInside, isOccupied, TEMPORARY } from './folder-paths.ts';
import { s3Failure } from './s3-messages.ts';

/** Buckets that are folders can do more than distributed Maps ask for. */
export interface FolderObjects extends Objects {
  /** What a listing says of one object. */
  describe(place: Pick<ObjectPlace, 'bucket' | 'key'>): Promise<ListedObject>;
  /** That there is no such object is no failure. */
  delete(place: Pick<ObjectPlace, 'bucket' | 'key'>): Promise<void>;
}

/**
 * Buckets that are folders: a key is the path of a file below its bucket's folder. There are no versions, and nobody
 * owns a bucket.
 * @param folders absolute paths by the names of buckets
 */
export function createFolderObjects(folders: Readonly<Record<string, string>>): FolderObjects {
  const folderOf = (bucket: string): string => {
    const folder = Object.hasOwn(folders, bucket) ? folders[bucket] : undefined;
    if (folder === undefined) throw s3Failure('NoSuchBucket');
    return folder;
  };
  /** The file of an object that may be there. */
  const existing = async ({ bucket, key }: Pick<ObjectPlace, 'bucket' | 'key'>): Promise<string> => {
    const folder = folderOf(bucket);
    const file = fileOf(folder, key);
    if (file === undefined || !(await isInside(folder, file))) throw s3Failure('NoSuchKey');
    return file;
  };
  return {
    async get({ bucket, key, versionId }, range) {
      if (versionId !== undefined && versionId !== 'null') throw s3Failure('NoSuchVersion');
      return read(await existing({ bucket, key }), range);
    },
    async describe(place) {
      const file = await existing(place);
      const found = await fileAt(file);
      if (found === undefined) throw s3Failure('NoSuchKey');
      return listed(place.key, file, found.size, found.mtimeMs);
    },
    async *list({ bucket, prefix = '', startAfter = '' }) {
      for await (const { key, file, size, lastModified } of listFolder(folderOf(bucket), prefix, startAfter)) {
        yield await listed(key, file, size, lastModified);
      }
    },
    async delete({ bucket, key }) {
      const folder = folderOf(bucket);
      const file = fileOf(folder, key);
      if (file === undefined || !(await isInside(folder, file)) || !(await fileAt(file))) return;
      try {
        await rm(file, { force: true });
      } catch (error) {
        throw fileFailure(error);
      }
    },
    async put({ bucket, key }, body) {
      const folder = folderOf(bucket);
      const file = fileOf(folder, key);
      await makeBucket(folder);
      try {
        if (file !== undefined && (await isInside(folder, file))) {
          await replace(file, body);
          return;
        }
      } catch (error) {
        if (!isOccupied(error)) throw fileFailure(error);
      }
      throw new ObjectsFailure('InvalidObjectName', `In a folder there can be no object with the key '${key}'.`);
    },
  };
}

async function listed(key: string, file: string, size: number, lastModified: number): Promise<ListedObject> {
  return { key, size, lastModified, etag: `"${await md5Of(file)}"`, storageClass: 'STANDARD' };
}

async function read(file: string, range: ByteRange | undefined): Promise<ObjectBody> {
  const found = await fileAt(file);
  if (found === undefined) throw s3Failure('NoSuchKey');
  const { start, end } = range ?? { start: 0 };
  if (range && start >= found.size) throw s3Failure('InvalidRange');
  return { stream: bytesOf(file, start, end), size: found.size };
}

async function* bytesOf(file: string, start = 0, end = Infinity): AsyncIterable<Uint8Array> {
  try {
    yield* createReadStream(file, { start, end }) as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw fileFailure(error);
  }
}

/** A bucket is there, even if its folder is not yet. */
async function makeBucket(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
  } catch (error) {
    throw isOccupied(error) ? s3Failure('NoSuchBucket') : fileFailure(error);
  }
}

/** A file of another name first: nobody sees half of it, and none is left half written. */
async function replace(file: string, body: Uint8Array | string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const temporary = join(dirname(file), `${TEMPORARY}${randomUUID()}`);
  try {
    await writeFile(temporary, body);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function md5Of(file: string): Promise<string> {
  const hash = createHash('md5');
  for await (const part of bytesOf(file)) hash.update(part);
  return hash.digest('hex');
}
