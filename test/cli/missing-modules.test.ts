import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingModules } from '../../lib/cli/config/missing-modules.ts';
import { buildCommand, stepyard } from './command.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-modules-'));
  await mkdir(join(folder, 'whole'));
  for (const file of ['greet.ts', 'whole/index.ts']) await writeFile(join(folder, file), 'export const handler = 1;');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const functionAt = (module: string) => ({
  module: join(folder, module),
  export: 'handler',
  timeoutSeconds: 3,
  memoryMegabytes: 128,
  environment: {},
});

test('a module is there as a file, as a file without its ending, or as a folder', () => {
  const there = { a: functionAt('greet.ts'), b: functionAt('greet'), c: functionAt('whole') };
  expect(missingModules({ ...there, d: { url: 'http://127.0.0.1:1' } })).toEqual([]);
});

test('a module that is not there is named with its function and the path looked at', () => {
  expect(missingModules({ charge: functionAt('src/charge.ts') })).toEqual([
    `Function 'charge' fails until its module is there: ${join(folder, 'src/charge.ts')}`,
  ]);
});

describe('the command', () => {
  buildCommand();

  test('says so at its start, and runs all the same', async () => {
    await writeFile(join(folder, 'stepyard.yml'), 'functions:\n  charge: { module: src/charge.ts }\n');
    await writeFile(join(folder, 'done.asl.json'), '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}');
    const { exitCode, stderr } = await stepyard(['run', 'done.asl.json'], folder);
    expect(stderr).toMatch(/^stepyard: Function 'charge' fails until its module is there: \/\S+\/src\/charge\.ts\n$/);
    expect(exitCode).toBe(0);
  });
});
