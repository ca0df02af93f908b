import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbedded } from '../../lib/adapters/embedded/embedded.ts';
import type { Embedded } from '../../lib/adapters/embedded/embedded.ts';
import { createTaskRunner } from '../../lib/adapters/tasks/task-runner.ts';
import { operationOf } from '../../lib/api/router.ts';
import { ANSWERS } from '../../lib/api/test-state/mock-schema/answers.ts';
import { OPERATORS } from '../../lib/asl/choice/operators.ts';
import { INTRINSIC_FUNCTIONS } from '../../lib/asl/intrinsics/functions.ts';
import { STATE_SHAPES, STATE_TYPES } from '../../lib/asl/validate/fields.ts';
import { OPTIMIZED_INTEGRATIONS } from '../../lib/asl/validate/optimized-integrations.ts';
import { documentedSupport } from './feature-tables.ts';

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
const withSupport = (section: string, ...supports: readonly string[]) =>
  sorted([...documentedSupport(section)].filter(([, support]) => supports.includes(support)).map(([name]) => name));

describe('docs/feature-support.md says of the code what is so', () => {
  test('every API action it calls supported has an operation', () => {
    for (const action of withSupport('API actions', 'yes', 'partly')) expect(operationOf(action).action).toBe(action);
  });

  test('it has all 37 actions of the service', () => {
    expect(documentedSupport('API actions').size).toBe(37);
  });

  test('it has every state type', () => {
    expect(sorted(documentedSupport('State types').keys())).toEqual(sorted(STATE_TYPES));
  });

  test('it has every field of every state type', () => {
    const fields = STATE_TYPES.flatMap((type) => Object.keys(STATE_SHAPES[type].fields));
    expect(sorted(documentedSupport('Fields').keys())).toEqual(sorted(fields));
  });

  test('it has every choice operator', () => {
    expect(withSupport('Choice operators', 'yes')).toEqual(sorted(OPERATORS.keys()));
  });

  test('it has every intrinsic function', () => {
    expect(withSupport('Intrinsic functions', 'yes')).toEqual(
      sorted([...INTRINSIC_FUNCTIONS.keys()].map((name) => `States.${name}`)),
    );
  });

  test('it has every action whose mocked result TestState checks', () => {
    const checked = Object.entries(ANSWERS).flatMap(([resourceType, actions]) =>
      Object.keys(actions).map((action) => `${resourceType}:${action}`),
    );
    expect(withSupport('Testing a state', 'yes', 'partly')).toEqual(sorted(checked));
  });

  const integrations = Object.entries(OPTIMIZED_INTEGRATIONS).flatMap(([service, actions]) =>
    Object.entries(actions).flatMap(([action, patterns]) =>
      ['', ...patterns.map((pattern) => `.${pattern}`)].map((suffix) => [`${service}:${action}`, suffix] as const),
    ),
  );

  test('it has every optimized integration', () => {
    expect(sorted(documentedSupport('Integrations').keys())).toEqual(sorted(integrations.map(([name]) => name)));
  });

  test.each(integrations)('%s%s is supported as it says', async (name, suffix) => {
    const runner = createTaskRunner({
      startExecution: async () => ({ executionArn: 'arn:e', startDate: 0, reports: true }),
      httpTasks: { findConnection: async () => ({ error: 'None', cause: '' }) },
    });
    const arn = 'arn:aws:states:us-east-1:000000000000';
    const outcome = await runner.call(
      {
        executionArn: `${arn}:execution:M:e`,
        stateMachineArn: `${arn}:stateMachine:M`,
        roleArn: 'arn:aws:iam::000000000000:role/r',
        resource: `arn:aws:states:::${name}${suffix}`,
        parameters: '{}',
        idempotencyKey: 'key',
        pend: 1,
        attempt: 0,
      },
      new AbortController().signal,
    );
    const refused = 'error' in outcome && outcome.error === 'Stepyard.IntegrationNotSupported';
    expect(!refused).toBe(withSupport('Integrations', 'yes', 'partly').includes(name));
  });
});

describe('a running server agrees', () => {
  let server: Embedded;
  const folder = mkdtempSync(join(tmpdir(), 'stepyard-bucket-'));
  beforeAll(async () => {
    writeFileSync(join(folder, 'k'), '[1]');
    server = await startEmbedded({ port: 0, log: () => undefined, objects: { buckets: { b: folder } } });
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  async function call(action: string, input: object): Promise<Readonly<Record<string, string>>> {
    const response = await fetch(server.endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${action}` },
      body: JSON.stringify(input),
    });
    return (await response.json()) as Readonly<Record<string, string>>;
  }

  /** How an execution of one state ends. */
  async function run(state: object): Promise<{ readonly status?: string; readonly cause?: string }> {
    const definition = JSON.stringify({ StartAt: 'Only', States: { Only: { ...state, End: true } } });
    const roleArn = 'arn:aws:iam::000000000000:role/r';
    const name = crypto.randomUUID();
    const { stateMachineArn } = await call('CreateStateMachine', { name, definition, roleArn });
    const { executionArn } = await call('StartExecution', { stateMachineArn, input: '[]' });
    for (;;) {
      const ended = await call('DescribeExecution', { executionArn });
      if (ended['status'] !== 'RUNNING') return ended;
      await new Promise(setImmediate);
    }
  }

  const supported = ({ status, cause }: Awaited<ReturnType<typeof run>>) => {
    if (cause?.includes('is not supported by this version of Stepyard')) return 'no';
    return status === 'SUCCEEDED' ? 'yes' : cause;
  };

  test.each([
    ['JSONPath', { Type: 'Pass', Parameters: { 'text.$': "States.Format('{}', 1)" } }],
    ['JSONata', { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% 1 + 1 %}' }],
  ])('states in %s', async (language, state) => {
    expect(supported(await run(state))).toBe(documentedSupport('Query languages').get(language));
  });

  const ItemProcessor = { StartAt: 'Each', States: { Each: { Type: 'Pass', End: true } } };
  const Mode = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  test.each([
    ['ItemProcessor', { ItemProcessor }],
    [
      'ItemReader',
      {
        ItemProcessor: { ...ItemProcessor, ...Mode },
        ItemReader: {
          Resource: 'arn:aws:states:::s3:getObject',
          Parameters: { Bucket: 'b', Key: 'k' },
          ReaderConfig: { InputType: 'JSON' },
        },
      },
    ],
    ['ItemBatcher', { ItemProcessor: { ...ItemProcessor, ...Mode }, ItemBatcher: { MaxItemsPerBatch: 1 } }],
    [
      'ResultWriter',
      {
        ItemProcessor: { ...ItemProcessor, ...Mode },
        ResultWriter: { Resource: 'arn:aws:states:::s3:putObject', Parameters: { Bucket: 'b', Prefix: 'p' } },
      },
    ],
  ])('a Map with %s', async (field, fields) => {
    expect(supported(await run({ Type: 'Map', ...fields }))).toBe(documentedSupport('Fields').get(field));
  });
});
