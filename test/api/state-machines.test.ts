import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi, PASS, PASS_2, ROLE } from './harness.ts';

const ARN = arnOf('stateMachine:orders');
const create = { name: 'orders', definition: PASS, roleArn: ROLE };
const logGroup = (logGroupArn: string) => ({ cloudWatchLogsLogGroup: { logGroupArn } });
const LOG_GROUP = logGroup('arn:aws:logs:eu-west-1:111122223333:log-group:g:*');

describe('CreateStateMachine', () => {
  test('answers the ARN and the date, and the machine can be described', async () => {
    const { ok, clock } = createTestApi();
    const creationDate = clock.now() / 1000;
    expect(await ok('CreateStateMachine', create)).toEqual({ stateMachineArn: ARN, creationDate });
    clock.advance(5000);
    expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).toEqual({
      stateMachineArn: ARN,
      name: 'orders',
      status: 'ACTIVE',
      type: 'STANDARD',
      creationDate,
      definition: PASS,
      roleArn: ROLE,
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
      encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
    });
  });

  test.each([
    ['the same', {}],
    ['another role', { roleArn: `${ROLE}-2` }],
    ['other tags', { tags: [{ key: 'a', value: 'b' }] }],
    ['its defaults written out', { type: 'STANDARD', tracingConfiguration: { enabled: false }, publish: false }],
  ])('again with %s is answered as the first time', async (_, members) => {
    const { ok, clock } = createTestApi();
    const first = await ok('CreateStateMachine', create);
    clock.advance(1000);
    expect(await ok('CreateStateMachine', { ...create, ...members })).toEqual(first);
    expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).toMatchObject({ roleArn: ROLE });
  });

  test.each([
    ['the same definition in other words', { definition: `${PASS} ` }],
    ['another type', { type: 'EXPRESS' }],
    ['tracing', { tracingConfiguration: { enabled: true } }],
    ['logging', { loggingConfiguration: { level: 'ALL', destinations: [LOG_GROUP] } }],
    ['publish', { publish: true }],
  ])('again with %s is StateMachineAlreadyExists', async (_, members) => {
    const { ok, error } = createTestApi();
    await ok('CreateStateMachine', create);
    expect(await error('CreateStateMachine', { ...create, ...members })).toBe(
      `StateMachineAlreadyExists: State Machine Already Exists: '${ARN}'`,
    );
  });

  test.each<[string, object, string]>([
    [
      'an invalid definition',
      { definition: '{"StartAt":"a"}' },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /'",
    ],
    [
      'a description of no version',
      { versionDescription: 'v' },
      'ValidationException: Version description can only be set when publish is true',
    ],
    [
      'logging without a destination',
      { loggingConfiguration: { level: 'ERROR' } },
      'InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.',
    ],
    [
      'two log destinations',
      { loggingConfiguration: { destinations: [LOG_GROUP, LOG_GROUP] } },
      'InvalidLoggingConfiguration: Invalid Logging Configuration: Must specify exactly one Log Destination.',
    ],
    [
      'a log destination that is no log group',
      { loggingConfiguration: { level: 'ALL', destinations: [{}] } },
      'InvalidLoggingConfiguration: Invalid Logging Configuration: Log Destination not found.',
    ],
    [
      'a log group without the star at the end',
      {
        loggingConfiguration: {
          level: 'ALL',
          destinations: [logGroup('arn:aws:logs:eu-west-1:111122223333:log-group:g')],
        },
      },
      'InvalidLoggingConfiguration: Invalid Logging Configuration: Log Destination not found.',
    ],
    [
      'a customer managed key that is none',
      { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' } },
      'InvalidEncryptionConfiguration: Invalid Encryption Configuration: Must set a valid kmsKeyId.',
    ],
    [
      'more than 50 tags',
      { tags: Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' })) },
      `TooManyTags: A resource can have at most 50 tags: '${ARN}'`,
    ],
  ])('with %s is refused and leaves nothing behind', async (_, members, message) => {
    const { ok, error } = createTestApi();
    expect(await error('CreateStateMachine', { ...create, ...members })).toBe(message);
    expect(await ok('ListStateMachines', {})).toEqual({ stateMachines: [] });
  });

  test('twice at the same time makes one machine', async () => {
    const { ok, call } = createTestApi();
    const answers = await Promise.all([1, 2, 3].map(() => call('CreateStateMachine', create)));
    expect(new Set(answers.map(({ body }) => body.creationDate)).size).toBe(1);
    expect((await ok('ListStateMachines', {})).stateMachines).toHaveLength(1);
  });
});

describe('UpdateStateMachine', () => {
  test('makes a new revision of what it changes and keeps the rest', async () => {
    const { ok, machine, clock } = createTestApi();
    await machine('orders');
    clock.advance(1000);
    const updated = await ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2 });
    expect(updated).toEqual({ updateDate: clock.now() / 1000, revisionId: expect.any(String) });
    expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).toMatchObject({
      definition: PASS_2,
      roleArn: ROLE,
      revisionId: updated.revisionId,
    });
  });

  test('with the values that are there changes nothing', async () => {
    const { ok, machine } = createTestApi();
    await machine('orders');
    expect(await ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS })).not.toHaveProperty('revisionId');
    const { revisionId } = await ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2 });
    expect(await ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2 })).toMatchObject({ revisionId });
  });

  test('leaves executions that run with what they were started with', async () => {
    const { ok, machine } = createTestApi();
    await machine('orders');
    const { executionArn } = await ok('StartExecution', { stateMachineArn: ARN });
    await ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2 });
    expect(await ok('DescribeStateMachineForExecution', { executionArn })).toMatchObject({
      stateMachineArn: ARN,
      name: 'orders',
      definition: PASS,
      updateDate: expect.any(Number),
    });
  });

  test.each<[string, object, string]>([
    [
      'nothing to update',
      { publish: true },
      'MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    ],
    [
      'a description of no version',
      { roleArn: ROLE, versionDescription: 'v' },
      'ValidationException: Version description can only be set when publish is true',
    ],
    [
      'an invalid definition',
      { definition: '{}' },
      "InvalidDefinition: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /'",
    ],
    [
      'the ARN of a version',
      { stateMachineArn: `${ARN}:1`, roleArn: ROLE },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${ARN}:1'`,
    ],
  ])('with %s is refused', async (_, members, message) => {
    const { error, machine } = createTestApi();
    await machine('orders', { publish: true });
    expect(await error('UpdateStateMachine', { stateMachineArn: ARN, ...members })).toBe(message);
  });

  test('from several sides at once loses none of the changes', async () => {
    const { ok, machine } = createTestApi();
    await machine('orders');
    await Promise.all([
      ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2 }),
      ok('UpdateStateMachine', { stateMachineArn: ARN, roleArn: `${ROLE}-2` }),
      ok('TagResource', { resourceArn: ARN, tags: [{ key: 'k', value: 'v' }] }),
    ]);
    const { definition, roleArn } = await ok('DescribeStateMachine', { stateMachineArn: ARN });
    expect([definition, roleArn]).toEqual([PASS_2, `${ROLE}-2`]);
    expect(await ok('ListTagsForResource', { resourceArn: ARN })).toEqual({ tags: [{ key: 'k', value: 'v' }] });
  });
});

describe('DeleteStateMachine', () => {
  test('deletes at once when nothing runs, and the name is free again', async () => {
    const { ok, error, machine } = createTestApi();
    await machine('orders', { publish: true });
    expect(await ok('DeleteStateMachine', { stateMachineArn: ARN })).toEqual({});
    expect(await ok('ListStateMachines', {})).toEqual({ stateMachines: [] });
    expect(await error('DescribeStateMachine', { stateMachineArn: `${ARN}:1` })).toContain('StateMachineDoesNotExist');
    await machine('orders', { definition: PASS_2 });
    expect(await ok('ListStateMachineVersions', { stateMachineArn: ARN })).toEqual({ stateMachineVersions: [] });
  });

  test('waits for the executions that run', async () => {
    const { ok, error, machine, engine } = createTestApi();
    await machine('orders');
    const { executionArn } = await ok('StartExecution', { stateMachineArn: ARN });
    await ok('DeleteStateMachine', { stateMachineArn: ARN });

    expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).toMatchObject({ status: 'DELETING' });
    const deleting = `StateMachineDeleting: State Machine is being deleted: '${ARN}'`;
    expect(await error('StartExecution', { stateMachineArn: ARN })).toBe(deleting);
    expect(await error('UpdateStateMachine', { stateMachineArn: ARN, roleArn: ROLE })).toBe(deleting);
    expect(await error('CreateStateMachine', create)).toBe(deleting);
    expect(await error('PublishStateMachineVersion', { stateMachineArn: ARN })).toBe(deleting);

    await engine.finish(String(executionArn), { status: 'SUCCEEDED' });
    expect(await error('DescribeStateMachine', { stateMachineArn: ARN })).toContain('StateMachineDoesNotExist');
    expect(await ok('DescribeExecution', { executionArn })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await ok('DescribeStateMachineForExecution', { executionArn })).toMatchObject({ definition: PASS });
  });

  test('is over for whoever creates the machine anew after the last execution has ended', async () => {
    const { ok, machine, engine } = createTestApi();
    await machine('orders');
    const { executionArn } = await ok('StartExecution', { stateMachineArn: ARN });
    await ok('DeleteStateMachine', { stateMachineArn: ARN });
    await engine.finish(String(executionArn), { status: 'ABORTED' });
    await machine('orders', { definition: PASS_2 });
    expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).toMatchObject({ definition: PASS_2 });
  });

  test('of a version is refused', async () => {
    const { error } = createTestApi();
    expect(await error('DeleteStateMachine', { stateMachineArn: `${ARN}:1` })).toContain('ValidationException');
  });
});

describe('ListStateMachines', () => {
  test('lists by name, a page at a time, without versions', async () => {
    const { ok, machine } = createTestApi();
    for (const name of ['c', 'a', 'b']) await machine(name, { publish: true, type: 'EXPRESS' });
    const first = await ok('ListStateMachines', { maxResults: 2 });
    expect(first).toMatchObject({ stateMachines: [{ name: 'a', type: 'EXPRESS' }, { name: 'b' }] });
    const second = await ok('ListStateMachines', { maxResults: 2, nextToken: first.nextToken });
    expect(second).toEqual({
      stateMachines: [
        { stateMachineArn: arnOf('stateMachine:c'), name: 'c', type: 'EXPRESS', creationDate: expect.any(Number) },
      ],
    });
  });
});

describe('DescribeStateMachine', () => {
  test('leaves the definition out when only metadata is wanted', async () => {
    const { ok, machine } = createTestApi();
    await machine('orders');
    expect(await ok('DescribeStateMachine', { stateMachineArn: ARN, includedData: 'METADATA_ONLY' })).toMatchObject({
      definition: '{}',
    });
  });

  test('completes a logging configuration', async () => {
    const { ok, machine } = createTestApi();
    await machine('orders', { loggingConfiguration: { destinations: [] } });
    expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).toMatchObject({
      loggingConfiguration: { level: 'OFF', includeExecutionData: false, destinations: [] },
    });
  });
});

describe('ValidateStateMachineDefinition', () => {
  test.each<[string, object, object]>([
    ['a valid definition', { definition: PASS }, { result: 'OK', diagnostics: [], truncated: false }],
    [
      'one without states',
      { definition: '{"StartAt":"a"}' },
      {
        result: 'FAIL',
        diagnostics: [
          {
            severity: 'ERROR',
            code: 'SCHEMA_VALIDATION_FAILED',
            message: 'These fields are required: [States]',
            location: '/',
          },
        ],
        truncated: false,
      },
    ],
    [
      'a blank one',
      { definition: ' ', maxResults: 0 },
      {
        result: 'FAIL',
        diagnostics: [
          { severity: 'ERROR', code: 'SCHEMA_VALIDATION_FAILED', message: 'Definition must be a valid JSON object' },
        ],
        truncated: false,
      },
    ],
  ])('of %s', async (_, body, expected) => {
    const { ok } = createTestApi();
    expect(await ok('ValidateStateMachineDefinition', body)).toEqual(expected);
  });

  test('says when there is more than was asked for', async () => {
    const { ok } = createTestApi();
    const definition = JSON.stringify({
      StartAt: 'A',
      States: { A: { Type: 'Pass', Next: 'X' }, B: { Type: 'Pass', Next: 'Y' } },
    });
    const answer = await ok('ValidateStateMachineDefinition', { definition, maxResults: 1 });
    expect(answer).toMatchObject({ result: 'FAIL', truncated: true });
    expect(answer.diagnostics).toHaveLength(1);
  });
});
