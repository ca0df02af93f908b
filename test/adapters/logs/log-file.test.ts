import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logFile, logFiles } from '../../../lib/adapters/logs/log-file.ts';

const destination = {
  logGroupArn: 'arn:aws:logs:us-east-1:123456789012:log-group:/my/group:*',
  stateMachineName: 'm',
};
const line = (id: number) => ({ timestamp: id, message: `{"id":"${id}"}` });
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-log-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const read = (file: string) => readFile(file, 'utf8');

test('every entry is a line: the log group and the message', async () => {
  await logFile(folder)(destination, [line(1), line(2)]);
  expect(await read(logFiles(folder)[1])).toBe(
    '{"logGroup":"/my/group","message":{"id":"1"}}\n{"logGroup":"/my/group","message":{"id":"2"}}\n',
  );
});

test('what is written at the same time stays in lines', async () => {
  const deliver = logFile(folder);
  await Promise.all(Array.from({ length: 50 }, (_, id) => deliver(destination, [line(id)])));
  const ids = (await read(logFiles(folder)[1]))
    .trimEnd()
    .split('\n')
    .map((text) => (JSON.parse(text) as { message: { id: string } }).message.id);
  expect(ids).toEqual(Array.from({ length: 50 }, (_, id) => `${id}`));
});

test('a file that has grown is put aside, also by the next process', async () => {
  for (let id = 1; id <= 4; id += 1) await logFile(folder, 100)(destination, [line(id)]);
  const [older, current] = await Promise.all(logFiles(folder).map(read));
  expect(older?.match(/"id":"\d"/g)).toEqual(['"id":"1"', '"id":"2"', '"id":"3"']);
  expect(current?.match(/"id":"\d"/g)).toEqual(['"id":"4"']);
});

test('a folder that is gone is an error of that batch alone', async () => {
  const deliver = logFile(join(folder, 'gone'));
  await expect(deliver(destination, [line(1)])).rejects.toThrow('ENOENT');
  await expect(deliver(destination, [line(2)])).rejects.toThrow('ENOENT');
});
