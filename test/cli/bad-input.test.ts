import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded } from '../../lib/adapters/embedded/embedded.ts';
import type { Embedded } from '../../lib/adapters/embedded/embedded.ts';
import { patientClient } from '../support/crash/patient-client.ts';
import { buildCommand, serve, stepyard } from './command.ts';

const ROLE = 'arn:aws:iam::000000000000:role/any';
const DONE = { Done: { Type: 'Succeed' } };

let server: Embedded;
const complaints: string[] = [];
const api = patientClient(() => server.endpoint);
beforeAll(async () => {
  server = await startEmbedded({ port: 0, log: (line) => complaints.push(line) });
});
afterAll(async () => {
  await server.close();
  expect(complaints).toEqual([]);
});

let machines = 0;
async function createMachine(definition: object | string): Promise<string> {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const name = `machine-${(machines += 1)}`;
  const { stateMachineArn } = await api.ask('CreateStateMachine', { name, roleArn: ROLE, definition: text });
  return String(stateMachineArn);
}

async function endOf(executionArn: unknown): Promise<Readonly<Record<string, unknown>>> {
  for (;;) {
    const description = await api.ask('DescribeExecution', { executionArn });
    if (description['status'] !== 'RUNNING') return description;
    await sleep(20);
  }
}

const TYPE = { 'content-type': 'application/x-amz-json-1.0' };
const target = (action: string) => ({ ...TYPE, 'x-amz-target': `AWSStepFunctions.${action}` });
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const create = (definition: string, name = 'refused') => JSON.stringify({ name, roleArn: ROLE, definition });
const withPath = (path: string) =>
  JSON.stringify({ StartAt: 'Look', States: { Look: { Type: 'Pass', InputPath: path, End: true } } });

describe('a request that makes no sense is refused by AWS’s name for it', () => {
  test.each<
    [what: string, headers: Record<string, string>, body: string, status: number, type: string, message: RegExp]
  >([
    ['broken JSON', target('ListStateMachines'), '{"maxResults":', 400, 'SerializationException', /not valid JSON/],
    ['an empty body', target('ListStateMachines'), '', 400, 'SerializationException', /not valid JSON/],
    ['an array', target('ListStateMachines'), '[]', 400, 'SerializationException', /must be a JSON object/],
    [
      'another content type',
      { ...target('ListStateMachines'), 'content-type': 'text/xml' },
      '{}',
      400,
      'UnknownOperationException',
      /text\/xml/,
    ],
    ['no action', TYPE, '{}', 400, 'UnknownOperationException', /X-Amz-Target/],
    ['an unknown action', target('StartEverything'), '{}', 400, 'UnknownOperationException', /StartEverything/],
    ['a name that every object has', target('constructor'), '{}', 400, 'UnknownOperationException', /constructor/],
    [
      'an action of another service',
      { ...TYPE, 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      '{}',
      400,
      'UnknownOperationException',
      /DynamoDB/,
    ],
    [
      'missing members',
      target('CreateStateMachine'),
      '{}',
      400,
      'ValidationException',
      /^3 validation errors detected: .*'name'.*'definition'.*'roleArn'/,
    ],
    [
      'members of wrong types',
      target('StartExecution'),
      '{"stateMachineArn":["x"]}',
      400,
      'SerializationException',
      /java.lang.String/,
    ],
    [
      'members of the prototype',
      target('StartExecution'),
      '{"__proto__":{"stateMachineArn":"x"}}',
      400,
      'ValidationException',
      /Value null at 'stateMachineArn'/,
    ],
    [
      '100,000 arrays in each other',
      target('ListStateMachines'),
      deep(100_000),
      400,
      'SerializationException',
      /must be a JSON object/,
    ],
    [
      'an input of 300 KB',
      target('StartExecution'),
      JSON.stringify({ stateMachineArn: 'x', input: `"${'x'.repeat(300_000)}"` }),
      400,
      'ValidationException',
      /'input' .*less than or equal to 262144/,
    ],
    [
      'a definition of more than 1 MB',
      target('CreateStateMachine'),
      create(' '.repeat(1_048_577)),
      400,
      'ValidationException',
      /'definition' .*less than or equal to 1048576/,
    ],
    [
      'a definition of 100,000 arrays',
      target('CreateStateMachine'),
      create(deep(100_000)),
      400,
      'InvalidDefinition',
      /./,
    ],
    [
      'a body of 7 MB',
      target('CreateStateMachine'),
      'x'.repeat(7_000_000),
      413,
      'RequestEntityTooLargeException',
      /longer than/,
    ],
    [
      'a path that is code',
      target('CreateStateMachine'),
      create(withPath('$[?(process.exit())]')),
      400,
      'InvalidDefinition',
      /./,
    ],
    [
      'an endless filter',
      target('CreateStateMachine'),
      create(withPath(`$${'[?(@.a'.repeat(5_000)}`)),
      400,
      'InvalidDefinition',
      /./,
    ],
  ])('%s', async (_, headers, body, status, type, message) => {
    const response = await fetch(server.endpoint, { method: 'POST', headers, body });
    expect(response.status).toBe(status);
    const answer = (await response.json()) as { readonly __type: string; readonly message: string };
    expect(answer.__type).toBe(type);
    expect(answer.message).toMatch(message);
    // No answer shows where in our code it came from, or repeats all that was sent.
    expect(answer.message).not.toMatch(/\bat .*\.(ts|js):\d/);
  });

  test('an input of 100,000 arrays in each other', async () => {
    const stateMachineArn = await createMachine({ StartAt: 'Done', States: DONE });
    const { status, body } = await api.call('StartExecution', { stateMachineArn, input: deep(100_000) });
    expect({ status, type: body['__type'] }).toEqual({ status: 400, type: 'InvalidExecutionInput' });
  });
});

describe('a hostile workflow harms nobody but itself', () => {
  test('keys of the prototype are keys like all others', async () => {
    const stateMachineArn = await createMachine({
      StartAt: 'Copy',
      States: {
        Copy: { Type: 'Pass', Parameters: { '__proto__.$': '$.__proto__', 'size.$': '$.toString' }, End: true },
      },
    });
    const input = '{"__proto__":{"polluted":true},"toString":1}';
    const { executionArn } = await api.ask('StartExecution', { stateMachineArn, input });
    expect(await endOf(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"__proto__":{"polluted":true},"size":1}',
    });
    expect(({} as { readonly polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each([
    ['a filter that looks at everything for everything', `$..[?(@..[?(@..[?(@.a == 1)])])]`],
    ['a wildcard at every depth', `$${'..*'.repeat(30)}`],
  ])('%s ends in time', async (_, path) => {
    const { status, body } = await api.call('CreateStateMachine', {
      name: `hostile-${(machines += 1)}`,
      roleArn: ROLE,
      definition: withPath(path),
    });
    if (status === 400) {
      expect(body).toMatchObject({ __type: 'InvalidDefinition' });
      return;
    }
    const nested = JSON.stringify(Array.from({ length: 12 }).reduce<unknown>((inner) => ({ a: inner, b: [inner] }), 1));
    const { executionArn } = await api.ask('StartExecution', {
      stateMachineArn: body['stateMachineArn'],
      input: nested,
    });
    expect((await endOf(executionArn))['status']).toMatch(/SUCCEEDED|FAILED/);
  });

  test('an endless loop ends after 25,000 events, and others go on meanwhile', async () => {
    const endless = await createMachine({
      StartAt: 'Again',
      States: {
        Again: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'Done' }], Default: 'Again' },
        ...DONE,
      },
    });
    const quick = await createMachine({
      StartAt: 'Pause',
      States: { Pause: { Type: 'Wait', Seconds: 0, Next: 'Done' }, ...DONE },
    });
    const starts = [endless, endless, endless, endless, endless, quick];
    const started = await Promise.all(starts.map((stateMachineArn) => api.ask('StartExecution', { stateMachineArn })));
    const ended = await Promise.all(started.map(({ executionArn }) => endOf(executionArn)));
    const loops = ended.slice(0, -1);
    expect(ended.at(-1)).toMatchObject({ status: 'SUCCEEDED' });
    expect(ended.at(-1)?.['stopDate']).toBeLessThan(Math.max(...loops.map(({ stopDate }) => Number(stopDate))));

    for (const loop of loops) {
      expect(loop).toMatchObject({
        status: 'FAILED',
        error: 'States.Runtime',
        cause: 'The execution reached the maximum number of history events (25000).',
      });
      const { events } = await api.ask('GetExecutionHistory', {
        executionArn: loop['executionArn'],
        reverseOrder: true,
        maxResults: 1,
      });
      expect(events).toMatchObject([{ id: 25_000, type: 'ExecutionFailed' }]);
    }
  });
});

describe('a data folder that cannot be used', () => {
  buildCommand();

  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepyard-bad-input-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const start = (data: string) => stepyard(['start', '--port', '0', '--data', data], folder);

  test('because another server uses it is refused in one line', async () => {
    const first = await serve(['--port', '0', '--data', 'used'], folder);
    const { exitCode, stdout, stderr } = await start('used');
    await first.stop('SIGTERM');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/^stepyard: Another Stepyard is using .*used\. Stop it, or choose another folder\.\n$/);
  });

  test.each([
    ['because its database is something else', 'Dear diary, '.repeat(1_000), /stepyard\.db is not a Stepyard database/],
    ['because its database is damaged', `SQLite format 3\0${'\x10\0\x01\x01\0 garbage'.repeat(2_000)}`, /stepyard\.db/],
  ])('%s is refused in one line', async (what, content, line) => {
    const data = what.replaceAll(' ', '-');
    await mkdir(join(folder, data));
    await writeFile(join(folder, data, 'stepyard.db'), content, 'latin1');
    const { exitCode, stdout, stderr } = await start(data);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(stderr).toMatch(line);
  });
});
