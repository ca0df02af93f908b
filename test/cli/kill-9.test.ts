import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectWellFormed } from '../asl/machine/well-formed.ts';
import { startFunctionEndpoint } from '../support/crash/function-endpoint.ts';
import type { FunctionCall, FunctionEndpoint } from '../support/crash/function-endpoint.ts';
import { patientClient } from '../support/crash/patient-client.ts';
import { CALLS_PER_EXECUTION, child, ITEMS, parent } from '../support/crash/workload.ts';
import { buildCommand, serve } from './command.ts';
import type { Serving } from './command.ts';

buildCommand();

const EXECUTIONS = 200;
const STARTS_AT_ONCE = 25;
/** How long each function takes. */
const DELAYS_MS = { quick: 0, asked: 250, slow: 400 };

let folder = '';
let server: Serving | undefined;
let functions: FunctionEndpoint;
const api = patientClient(() => server?.endpoint ?? 'http://127.0.0.1:1');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-kill-9-'));
  functions = await startFunctionEndpoint(DELAYS_MS, (call) => void answerCallback(call));
  const config = Object.keys(DELAYS_MS).map((name) => `  ${name}: { url: '${functions.url}/${name}' }\n`);
  await writeFile(join(folder, 'stepyard.yml'), `functions:\n${config.join('')}`);
});
afterAll(async () => {
  server?.process.kill('SIGKILL');
  functions.close();
  await rm(folder, { recursive: true, force: true });
});

/** Callbacks that the server has acknowledged: the answers for each execution. */
const acknowledged = new Map<string, readonly string[]>();

async function answerCallback(call: FunctionCall): Promise<void> {
  if (call.token === undefined) return;
  // Half of the callbacks overtake the answer of the function.
  await sleep(Number(call.execution.at(-1)) % 2 === 0 ? 0 : 2 * DELAYS_MS.asked);
  const answer = `answer to try ${call.retries}`;
  const { status, body } = await api.call('SendTaskSuccess', { taskToken: call.token, output: JSON.stringify(answer) });
  const before = acknowledged.get(call.execution) ?? [];
  if (status === 200) acknowledged.set(call.execution, [...before, answer]);
  else expect(body).toMatchObject({ __type: 'TaskTimedOut' });
}

async function startServer(): Promise<void> {
  server = await serve(['--port', '0', '--data', 'data', '--config', 'stepyard.yml'], folder);
}

async function killServer(): Promise<void> {
  const killed = server?.process;
  server = undefined;
  killed?.kill('SIGKILL');
  if (killed) await once(killed, 'exit');
}

async function createMachine(name: string, definition: object): Promise<string> {
  const roleArn = 'arn:aws:iam::000000000000:role/any';
  const created = await api.ask('CreateStateMachine', { name, roleArn, definition: JSON.stringify(definition) });
  return String(created['stateMachineArn']);
}

/** Starts executions, several at a time; resolves with the ARNs of all that were acknowledged. */
async function startExecutions(stateMachineArn: string): Promise<readonly string[]> {
  const input = JSON.stringify({ items: Array.from({ length: ITEMS }, (_, index) => index) });
  const names = Array.from({ length: EXECUTIONS }, (_, index) => `execution-${index}`);
  const next = names.values();
  const started: string[] = [];
  const starter = async () => {
    for (const name of next) {
      const { body } = await api.call('StartExecution', { stateMachineArn, name, input });
      // A start whose answer was lost with the server is asked for again, perhaps after its end.
      if (body['__type'] !== 'ExecutionAlreadyExists')
        expect(body).toMatchObject({ executionArn: expect.any(String) as string });
      started.push(stateMachineArn.replace(':stateMachine:', ':execution:') + `:${name}`);
    }
  };
  await Promise.all(Array.from({ length: STARTS_AT_ONCE }, starter));
  return started;
}

interface Listed {
  readonly executionArn: string;
  readonly status: string;
}

async function listExecutions(stateMachineArn: string, statusFilter?: string): Promise<readonly Listed[]> {
  const { executions } = await api.ask('ListExecutions', { stateMachineArn, maxResults: 1000, statusFilter });
  return executions as readonly Listed[];
}

async function allEnded(...stateMachineArns: readonly string[]): Promise<void> {
  for (const arn of stateMachineArns) while ((await listExecutions(arn, 'RUNNING')).length > 0) await sleep(200);
}

async function historyOf(executionArn: string) {
  const { events } = await api.ask('GetExecutionHistory', { executionArn, maxResults: 1000 });
  return (events as { readonly id: number; readonly type: string; readonly previousEventId?: number }[]).map(
    (event) => ({
      previousEventId: 0,
      ...event,
    }),
  );
}

test('a server that is killed twice in the middle of 200 executions loses none and repeats nothing', async () => {
  await startServer();
  const childArn = await createMachine('Child', child);
  const parentArn = await createMachine('Parent', parent(childArn));

  const starting = startExecutions(parentArn);
  await functions.called(EXECUTIONS);
  await killServer();
  await startServer();
  await functions.called((EXECUTIONS * CALLS_PER_EXECUTION) / 2);
  await killServer();
  await startServer();
  const started = await starting;
  await allEnded(parentArn, childArn);

  const parents = await listExecutions(parentArn);
  const children = await listExecutions(childArn);
  expect(parents.map(({ executionArn }) => executionArn).sort()).toEqual([...started].sort());
  expect(children).toHaveLength(EXECUTIONS);
  expect(new Set([...parents, ...children].map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));

  const repeated = [...functions.calls].filter(([, count]) => count > 1);
  expect(repeated).toEqual([]);
  // There were calls whose answers were lost; they were made again as new attempts.
  expect(functions.calls.size).toBeGreaterThan(EXECUTIONS * CALLS_PER_EXECUTION);

  for (const { executionArn } of [...parents, ...children]) expectWellFormed(await historyOf(executionArn));
  for (const { executionArn } of parents) {
    const { output } = await api.ask('DescribeExecution', { executionArn });
    const { answer, child: childStatus, items } = JSON.parse(String(output)) as Record<string, unknown>;
    expect({ childStatus, items }).toEqual({ childStatus: 'SUCCEEDED', items: ITEMS });
    // What was acknowledged before a crash counts after it: no other attempt is asked for an answer.
    if (acknowledged.has(executionArn)) expect(acknowledged.get(executionArn)).toEqual([answer]);
  }
  expect(acknowledged.size).toBeGreaterThan(0);
}, 60_000);
