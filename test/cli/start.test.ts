import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStateMachineCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, serve, stepyard } from './command.ts';
import type { Serving } from './command.ts';

buildCommand();

let folder = '';
const servers: Serving[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-start-'));
});
afterEach(() => {
  for (const { process } of servers.splice(0)) process.kill('SIGKILL');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function start(...args: readonly string[]): Promise<Serving> {
  const server = await serve(['--port', '0', ...args], folder);
  servers.push(server);
  return server;
}

const client = (endpoint: string) =>
  new SFNClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'any', secretAccessKey: 'any' } });
const DEFINITION = '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}';
const ROLE = 'arn:aws:iam::000000000000:role/any';

async function machinesAt(endpoint: string): Promise<readonly (string | undefined)[]> {
  const { stateMachines } = await client(endpoint).send(new ListStateMachinesCommand({}));
  return (stateMachines ?? []).map(({ name }) => name);
}

describe('stepyard start', () => {
  test('says in one line where it is and how to use it', async () => {
    const { readyLine, endpoint } = await start('--memory');
    expect(readyLine.trimEnd().split('\n')).toHaveLength(1);
    expect(readyLine).toContain(`export AWS_ENDPOINT_URL_SFN=${endpoint}`);
    expect(readyLine).toContain(`aws stepfunctions --endpoint-url ${endpoint}`);
    expect(await machinesAt(endpoint)).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('stops without an error at %s', async (signal) => {
    const server = await start('--memory');
    expect(await server.stop(signal)).toBe(0);
  });

  test('keeps state machines in its data folder from one start to the next', async () => {
    const first = await start('--data', 'kept');
    await client(first.endpoint).send(
      new CreateStateMachineCommand({ name: 'Kept', definition: DEFINITION, roleArn: ROLE }),
    );
    await first.stop('SIGTERM');
    const second = await start('--data', 'kept');
    expect(await machinesAt(second.endpoint)).toEqual(['Kept']);
  });

  test('with --memory it keeps nothing', async () => {
    const first = await start('--memory');
    await client(first.endpoint).send(
      new CreateStateMachineCommand({ name: 'Gone', definition: DEFINITION, roleArn: ROLE }),
    );
    await first.stop('SIGTERM');
    expect(await machinesAt((await start('--memory')).endpoint)).toEqual([]);
  });

  test('a second server at one data folder is refused in one line', async () => {
    await start('--data', 'shared');
    const { exitCode, stdout, stderr } = await stepyard(['start', '--port', '0', '--data', 'shared'], folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(/^stepyard: .*shared/);
  });

  test('a port that is in use is named', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const ended = await stepyard(['start', '--memory', '--port', String(port)], folder);
    await new Promise((resolve) => taken.close(resolve));
    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ended.stderr).toMatch(new RegExp(`^stepyard: .*${port}.*\n$`));
  });

  test('a mistake in stepyard.yml is shown with its place, before anything is served', async () => {
    const project = join(folder, 'mistaken');
    await mkdir(project);
    await writeFile(join(project, 'stepyard.yml'), 'functions:\n  charge:\n    modul: charge.js\n');
    expect(await stepyard(['start', '--port', '0', '--memory'], project)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        "stepyard: stepyard.yml:3:12: Unknown key 'modul'. Known: module, export, timeout, memory, environment, url\n" +
        "stepyard.yml:3:5: 'charge' needs either a module or a url\n",
    });
  });
});
