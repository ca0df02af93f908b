import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { patientClient } from '../support/crash/patient-client.ts';
import { buildCommand, serve, stepyard } from './command.ts';
import type { Serving } from './command.ts';

const ROLE = 'arn:aws:iam::000000000000:role/any';
const LAMBDA = 'arn:aws:states:::lambda:invoke';
const ACTIVITY = 'arn:aws:states:us-east-1:000000000000:activity:approve';

const one = { TestCases: { Happy: { Work: 'Done' }, Sad: { Work: 'Broken' } } };
const FILE = {
  StateMachines: {
    Integration: one,
    FunctionArn: one,
    Callback: one,
    Job: one,
    Activity: one,
    Express: one,
    Poll: { TestCases: { Slow: { Work: 'Slow' } } },
    Flaky: { TestCases: { Recovers: { Work: 'Recovers' } } },
    Hybrid: { TestCases: { Happy: { Work: 'Done' } } },
    Approval: one,
  },
  MockedResponses: {
    Done: { '0': { Return: { done: true } } },
    Broken: { '0': { Throw: { Error: 'Net.Down', Cause: 'No answer' } } },
    Slow: { '0-1': { Return: { ready: false } }, '2': { Return: { ready: true } } },
    Recovers: { '0': { Throw: { Error: 'Net.Down', Cause: 'No answer' } }, '1': { Return: { done: true } } },
  },
};

const work = (Resource: string, fields: object = { End: true }) => ({
  Type: 'Task',
  Resource,
  Parameters: { FunctionName: 'nobody', Payload: {} },
  ...fields,
});
const alone = (state: object) => ({ StartAt: 'Work', States: { Work: state } });

buildCommand();

let folder = '';
let server: Serving;
const api = patientClient(() => server.endpoint);
const mocked = ['--port', '0', '--data', 'data', '--mock-config', 'mocks.json'];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-mocks-'));
  await writeFile(join(folder, 'mocks.json'), JSON.stringify(FILE));
  server = await serve(mocked, folder);
  await api.ask('CreateActivity', { name: 'approve' });
});
afterAll(async () => {
  server.process.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function create(name: string, definition: object, members: object = {}): Promise<string> {
  const request = { name, definition: JSON.stringify(definition), roleArn: ROLE, ...members };
  return String((await api.ask('CreateStateMachine', request))['stateMachineArn']);
}

async function endOf(executionArn: unknown): Promise<Readonly<Record<string, unknown>>> {
  for (;;) {
    const description = await api.ask('DescribeExecution', { executionArn });
    if (description['status'] !== 'RUNNING') return description;
    await sleep(20);
  }
}

async function run(stateMachineArn: string) {
  const { executionArn } = await api.ask('StartExecution', { stateMachineArn });
  const { status, output, error, cause } = await endOf(executionArn);
  const { events } = await api.ask('GetExecutionHistory', { executionArn });
  const types = (events as { readonly type: string }[]).map(({ type }) => type).slice(2, -1);
  return { status, output, error, cause, types };
}

describe('a mocked Task state', () => {
  const activity = { Type: 'Task', Resource: ACTIVITY, End: true };
  test.each<[machine: string, state: object, begins: readonly string[], kind: string]>([
    ['Integration', work(LAMBDA), ['TaskScheduled', 'TaskStarted'], 'Task'],
    [
      'FunctionArn',
      { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:000000000000:function:nobody', End: true },
      ['LambdaFunctionScheduled', 'LambdaFunctionStarted'],
      'LambdaFunction',
    ],
    [
      'Callback',
      { ...work('arn:aws:states:::sqs:sendMessage.waitForTaskToken'), Parameters: { MessageBody: 'm', QueueUrl: 'q' } },
      ['TaskScheduled', 'TaskStarted', 'TaskSubmitted'],
      'Task',
    ],
    [
      'Job',
      { ...work('arn:aws:states:::states:startExecution.sync:2'), Parameters: { StateMachineArn: 'nobody' } },
      ['TaskScheduled', 'TaskStarted', 'TaskSubmitted'],
      'Task',
    ],
    ['Activity', activity, ['ActivityScheduled', 'ActivityStarted'], 'Activity'],
  ])('%s has the history of the real one, to success and to failure', async (machine, state, begins, kind) => {
    const arn = await create(machine, alone(state));
    expect(await run(`${arn}#Happy`)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"done":true}',
      types: [...begins, `${kind}Succeeded`, 'TaskStateExited'],
    });
    expect(await run(`${arn}#Sad`)).toMatchObject({
      status: 'FAILED',
      error: 'Net.Down',
      cause: 'No answer',
      types: [...begins, `${kind}Failed`],
    });
  });

  test('answers in Express executions too', async () => {
    const stateMachineArn = `${await create('Express', alone(work(LAMBDA)), { type: 'EXPRESS' })}#Happy`;
    expect(await api.ask('StartSyncExecution', { stateMachineArn })).toMatchObject({ output: '{"done":true}' });
  });

  test('has one response after the other in a loop', async () => {
    const Ready = { Type: 'Choice', Choices: [{ Variable: '$.ready', BooleanEquals: true, Next: 'End' }] };
    const arn = await create('Poll', {
      StartAt: 'Work',
      States: {
        Work: work(LAMBDA, { Next: 'Ready' }),
        Ready: { ...Ready, Default: 'Work' },
        End: { Type: 'Succeed' },
      },
    });
    const { status, types } = await run(`${arn}#Slow`);
    expect(status).toBe('SUCCEEDED');
    expect(types.filter((type) => type === 'TaskScheduled')).toHaveLength(3);
  });

  test('has the next response for a retry', async () => {
    const Retry = [{ ErrorEquals: ['Net.Down'], IntervalSeconds: 1, MaxAttempts: 1 }];
    const arn = await create('Flaky', alone(work(LAMBDA, { Retry, End: true })));
    expect(await run(`${arn}#Recovers`)).toMatchObject({ status: 'SUCCEEDED', output: '{"done":true}' });
  });

  test('leaves the states that the case does not name to their services', async () => {
    const arn = await create('Hybrid', {
      StartAt: 'Work',
      States: { Work: work(LAMBDA, { Next: 'Real' }), Real: work(LAMBDA) },
    });
    expect(await run(`${arn}#Happy`)).toMatchObject({ status: 'FAILED', error: 'Lambda.ResourceNotFoundException' });
  });
});

test('a test case never begins to call services because the server was started again without its file', async () => {
  const stateMachineArn = `${await create('Approval', {
    StartAt: 'Approve',
    States: { Approve: { Type: 'Task', Resource: ACTIVITY, Next: 'Work' }, Work: work(LAMBDA) },
  })}#Happy`;
  const { executionArn } = await api.ask('StartExecution', { stateMachineArn });
  const { taskToken } = await api.ask('GetActivityTask', { activityArn: ACTIVITY });
  await server.stop('SIGTERM');
  server = await serve(['--port', '0', '--data', 'data'], folder);
  await api.ask('SendTaskSuccess', { taskToken, output: '{}' });
  expect(await endOf(executionArn)).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: "The test case 'Happy' cannot go on: the server was started without a mock configuration.",
  });
});

test('an environment made for Step Functions Local names the file, and is told what it does in vain', async () => {
  await server.stop('SIGTERM');
  server = await serve(['--port', '0', '--memory'], folder, { SFN_MOCK_CONFIG: 'mocks.json', WAIT_TIME_SCALE: '0.1' });
  let said = '';
  server.process.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const stateMachineArn = `${await create('Integration', alone(work(LAMBDA)))}#Happy`;
  const { executionArn } = await api.ask('StartExecution', { stateMachineArn });
  expect(await endOf(executionArn)).toMatchObject({ status: 'SUCCEEDED', output: '{"done":true}' });
  expect(said).toMatch(/^stepyard: WAIT_TIME_SCALE of Step Functions Local is not used\. [^\n]+\n$/);
});

describe('a mock configuration that cannot be used stops the start in one line', () => {
  test.each([
    ['because it is not there', undefined, 'There is no file wrong.json'],
    ['because it is not JSON', '{"StateMachines": }', 'wrong.json is not JSON: '],
    ['because it names no response', '{"StateMachines":{}}', 'wrong.json: MockedResponses must be an object'],
  ])('%s', async (_, content, line) => {
    if (content !== undefined) await writeFile(join(folder, 'wrong.json'), content);
    const ended = await stepyard(['start', '--port', '0', '--memory', '--mock-config', 'wrong.json'], folder);
    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
    expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(ended.stderr).toContain(`stepyard: ${line}`);
  });

  test('because the variable of Step Functions Local names one that is not there', async () => {
    const variables = { SFN_MOCK_CONFIG: 'gone.json' };
    expect(await stepyard(['start', '--port', '0', '--memory'], folder, variables)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'stepyard: SFN_MOCK_CONFIG: There is no file gone.json\n',
    });
  });
});
