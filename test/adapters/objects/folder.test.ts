import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFolderObjects } from '../../../lib/adapters/objects/folder-objects.ts';
import { fileFailure } from '../../../lib/adapters/objects/folder-paths.ts';
import { objectsContract } from './objects.contract.ts';

objectsContract('a folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stepyard-'));
  return {
    objects: createFolderObjects({ data: join(folder, 'not', 'there', 'yet') }),
    close: () => rm(folder, { recursive: true }),
  };
});

describe('a bucket that is a folder', () => {
  let outside: string;
  let folder: string;
  beforeEach(async () => {
    outside = await mkdtemp(join(tmpdir(), 'stepyard-'));
    folder = join(outside, 'bucket');
    await mkdir(join(folder, 'inside'), { recursive: true });
    await writeFile(join(outside, 'secret'), 'secret');
    await writeFile(join(folder, 'inside', 'file'), 'file');
    await symlink(outside, join(folder, 'up'));
    await symlink(join(outside, 'secret'), join(folder, 'link'));
    await symlink(join(folder, 'inside', 'file'), join(folder, 'alias'));
  });
  afterEach(() => rm(outside, { recursive: true }));
  const objects = () => createFolderObjects({ data: folder });

  const escapes = [
    '../secret',
    'inside/../../secret',
    './inside/file',
    '/etc/passwd',
    'inside//file',
    'inside/',
    '',
    'up/secret',
    'link',
    'inside\\file',
    'inside/file\0',
  ];

  test.each(escapes)('has no object %j', async (key) => {
    await expect(objects().get({ bucket: 'data', key })).rejects.toMatchObject({ error: 'NoSuchKey' });
  });

  test.each([...escapes, 'up/new', 'inside', 'inside/file/below'])('takes no object %j', async (key) => {
    await expect(objects().put({ bucket: 'data', key }, 'written')).rejects.toMatchObject({ name: 'ObjectsFailure' });
    expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('secret');
    await expect(readFile(join(outside, 'new'))).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test.each(['inside/file/below', 'inside'])(
    'says which key it cannot take, and not where it would be: %s',
    async (key) => {
      await expect(objects().put({ bucket: 'data', key }, 'written')).rejects.toMatchObject({
        error: 'InvalidObjectName',
        message: `In a folder there can be no object with the key '${key}'.`,
      });
    },
  );

  test('is none when there is a file in its place', async () => {
    const file = createFolderObjects({ data: join(folder, 'inside', 'file') });
    await expect(file.put({ bucket: 'data', key: 'k' }, 'written')).rejects.toMatchObject({ error: 'NoSuchBucket' });
  });

  test('tells what the file system says without its paths', () => {
    const denied = Object.assign(new Error("EACCES: permission denied, open '/home/me/f'"), { code: 'EACCES' });
    const full = Object.assign(new Error("ENOSPC: no space left on device, write '/home/me/f'"), { code: 'ENOSPC' });
    expect(fileFailure(denied)).toMatchObject({ error: 'AccessDenied', message: 'EACCES: permission denied' });
    expect(fileFailure(full)).toMatchObject({ error: 'InternalError', message: 'ENOSPC: no space left on device' });
  });

  test('lists what is in it, and nothing that lies elsewhere', async () => {
    const keys: string[] = [];
    for await (const { key } of objects().list({ bucket: 'data' })) keys.push(key);
    expect(keys).toEqual(['alias', 'inside/file']);
  });

  test('has no versions', async () => {
    await expect(objects().get({ bucket: 'data', key: 'alias', versionId: '3' })).rejects.toMatchObject({
      error: 'NoSuchVersion',
    });
  });

  test.each(['constructor', '__proto__'])('is not found by the name %s', async (bucket) => {
    await expect(objects().get({ bucket, key: 'alias' })).rejects.toMatchObject({ error: 'NoSuchBucket' });
  });
});
