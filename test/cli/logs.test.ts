import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStateMachineCommand,
  SFNClient,
  StartExecutionCommand,
  type LoggingConfiguration,
} from '@aws-sdk/client-sfn';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { entryLine, parseEntry, selectionOf } from '../../lib/cli/logs/entry.ts';
import { buildCommand, serve, stepyard, type Serving } from './command.ts';

buildCommand();

const LOG_GROUP = '/aws/vendedlogs/states/all';
const ARN = 'arn:aws:states:us-east-1:000000000000';
const DEFINITION = '{"StartAt":"Done","States":{"Done":{"Type":"Pass","End":true}}}';
const ROLE = 'arn:aws:iam::000000000000:role/any';

let folder = '';
const servers: Serving[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-logs-'));
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

/** Runs an execution of a machine that logs everything. */
async function runLogged({ endpoint }: Serving, name: string): Promise<string> {
  const client = new SFNClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 's' },
  });
  const logGroupArn = `arn:aws:logs:us-east-1:000000000000:log-group:${LOG_GROUP}:*`;
  const loggingConfiguration: LoggingConfiguration = {
    level: 'ALL',
    includeExecutionData: true,
    destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
  };
  const { stateMachineArn } = await client.send(
    new CreateStateMachineCommand({ name, definition: DEFINITION, roleArn: ROLE, loggingConfiguration }),
  );
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '{"n":1}' }));
  return executionArn ?? '';
}

const typesIn = (stdout: string) => stdout.match(/(?:Execution|PassState)[A-Z][a-z]+/g);
const WHOLE = ['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'];

describe('stepyard logs', () => {
  test('shows what executions have logged when the server has stopped', async () => {
    const server = await start();
    const executionArn = await runLogged(server, 'one');
    await runLogged(server, 'two');
    await server.stop('SIGTERM');

    const all = await stepyard(['logs'], folder);
    expect(all).toMatchObject({ exitCode: 0, stderr: '' });
    expect(typesIn(all.stdout)).toEqual([...WHOLE, ...WHOLE]);
    const [line] = all.stdout.split('\n');
    expect(line).toMatch(/^\d{4}-\S+Z one:\S+ #1 {3}ExecutionStarted +input=\{"n":1\}$/);
    for (const wanted of ['one', `${ARN}:stateMachine:one`, executionArn]) {
      expect(typesIn((await stepyard(['logs', wanted], folder)).stdout)).toEqual(WHOLE);
    }
    for (const wanted of [LOG_GROUP, `arn:aws:logs:us-east-1:000000000000:log-group:${LOG_GROUP}:*`]) {
      expect(typesIn((await stepyard(['logs', wanted], folder)).stdout)).toEqual([...WHOLE, ...WHOLE]);
    }
    const neither = await stepyard(['logs', 'neither'], folder);
    expect(neither).toMatchObject({ exitCode: 1, stdout: '' });
    expect(neither.stderr).toMatch(
      /^stepyard: No execution, state machine or log group 'neither' has logged anything at \S+\. [^\n]+\n$/,
    );
    const json = (await stepyard(['logs', 'two', '--json'], folder)).stdout.split('\n')[0] ?? '';
    expect(JSON.parse(json)).toMatchObject({
      logGroup: LOG_GROUP,
      message: { id: '1', details: { input: '{"n":1}' } },
    });
  });

  test('asks a server that keeps nothing for its last entries', async () => {
    const server = await start('--memory');
    await runLogged(server, 'one');
    let types: readonly string[] | null = [];
    while (types?.length !== WHOLE.length) {
      types = typesIn((await stepyard(['logs', '--endpoint', server.endpoint], folder)).stdout);
    }
    expect(types).toEqual(WHOLE);
  });

  test.each([
    ['nothing logged', ['logs', '--data', '.'], /^stepyard: No execution has logged anything at \S+\. [^\n]+\n$/, 1],
    ['no data folder', ['logs', '--data', 'none'], /^stepyard: There is no data folder \S+none\n$/, 1],
    ['no server', ['logs', '--endpoint', 'http://127.0.0.1:1'], /^stepyard: There is no answer from http/, 1],
    ['two sources', ['logs', '--data', '.', '--endpoint', 'http://x'], /Use either --data or --endpoint/, 2],
    ['two subjects', ['logs', 'one', 'two'], /Unexpected argument 'two'/, 2],
  ])('says in one sentence that there is %s', async (_, args, text, exitCode) => {
    const ended = await stepyard(args, folder);
    expect(ended.stderr).toMatch(text);
    expect(ended.exitCode).toBe(exitCode);
  });
});

const plain = (_: string, text: string) => text;
const coloured = (colour: string, text: string) => `<${colour}>${text}</>`;

function entry(type: string, details: object, executionArn = `${ARN}:execution:m:e`) {
  const message = { id: '12', type, details, event_timestamp: '1700000000123', execution_arn: executionArn };
  return { logGroup: 'g', message: { ...message, details: message.details as Record<string, unknown> } };
}

test.each([
  ['MapIterationStarted', { name: 'Each', index: '0' }, 'MapIterationStarted      Each index=0'],
  ['TaskFailed', { error: 'E', cause: 'two\n  lines' }, 'TaskFailed               error=E cause=two lines'],
  ['PassStateExited', { name: 'P', output: 'x'.repeat(201) }, `PassStateExited          P output=${'x'.repeat(200)}…`],
  ['ExecutionSucceeded', {}, 'ExecutionSucceeded'],
])('a line says what happened: %s', (type, details, text) => {
  expect(entryLine(entry(type, details), plain)).toBe(`2023-11-14T22:13:20.123Z m:e #12  ${text}`);
});

test('failures are red, success is green', () => {
  expect(entryLine(entry('TaskFailed', {}), coloured)).toContain('<red>TaskFailed');
  expect(entryLine(entry('ExecutionSucceeded', {}), coloured)).toContain('<green>ExecutionSucceeded');
});

test('an execution of a distributed Map is one of its state machine', () => {
  const isSelected = selectionOf('m');
  expect(isSelected(entry('X', {}, `${ARN}:execution:m/Label:e`))).toBe(true);
  expect(isSelected(entry('X', {}, `${ARN}:express:m:e:1`))).toBe(true);
  expect(isSelected(entry('X', {}, `${ARN}:execution:mm:e`))).toBe(false);
});

test('half an entry is none', () => {
  expect(parseEntry('{"logGroup":"g","mess')).toBeUndefined();
});
