import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi, PASS, PASS_2, ROLE } from '../harness.ts';
import { createPopulatedApi, DELETING, MISSING, NEW, ORDERS, type Refusal } from './populated-api.ts';

const invalid = (text: string) => `InvalidDefinition: Invalid State Machine Definition: '${text}'`;
const nowhere = (arn: string) => `StateMachineDoesNotExist: State Machine Does Not Exist: '${arn}'`;
const going = `StateMachineDeleting: State Machine is being deleted: '${DELETING}'`;
const exists = `StateMachineAlreadyExists: State Machine Already Exists: '${ORDERS}'`;
const logging = (reason: string) => `InvalidLoggingConfiguration: Invalid Logging Configuration: ${reason}`;
const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KMS = 'arn:aws:kms:eu-west-1:111122223333';
const encryption = (reason: string) => `InvalidEncryptionConfiguration: Invalid Encryption Configuration: ${reason}`;
const group = (logGroupArn: string) => ({ cloudWatchLogsLogGroup: { logGroupArn } });
const LOGS = 'arn:aws:logs:eu-west-1:111122223333:log-group:g:*';
const MINIMUM =
  'MissingRequiredParameter: Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified';
const WORD =
  "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const deep = (levels: number) => '{"a":'.repeat(levels) + '1' + '}'.repeat(levels);

/** What is wrong with a definition, and what both CreateStateMachine and UpdateStateMachine say to it. */
const DEFINITIONS: [definition: string, error: string][] = [
  ['{}', invalid('SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /')],
  ['{"StartAt":"a"}', invalid('SCHEMA_VALIDATION_FAILED: These fields are required: [States] at /')],
  [' ', invalid('SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null')],
  ['[]', invalid('SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null')],
  ['null', invalid('SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null')],
  [
    'not a definition',
    invalid(
      `INVALID_JSON_DESCRIPTION: ${WORD}\n at [Source: (String)"not a definition"; line: 1, column: 4] ` +
        'at [Source: (String)"not a definition"; line: 1, column: 4]',
    ),
  ],
  [
    '{"StartAt":"P","States":{"P":{"Type":"Pas","End":true}}}',
    invalid(
      "SCHEMA_VALIDATION_FAILED: The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/P/Type",
    ),
  ],
  [
    '{"StartAt":"X","States":{"P":{"Type":"Pass","End":true}}}',
    invalid(
      "'MISSING_TRANSITION_TARGET: Missing 'Next' target: X at /StartAt', " +
        `'MISSING_TRANSITION_TARGET: State "P" is not reachable. at /States/P'`,
    ),
  ],
  [
    '{"StartAt":"P","States":{"P":{"Type":"Pass","Next":"P"}}}',
    invalid('MISSING_END_STATE: Workflow has no terminal state at null'),
  ],
];

/** Settings that CreateStateMachine and UpdateStateMachine refuse with the same words. */
const SETTINGS: [settings: object, error: string][] = [
  [{ roleArn: 'role' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: role'"],
  [{ loggingConfiguration: { level: 'ALL' } }, logging('Must specify exactly one Log Destination.')],
  [
    { loggingConfiguration: { level: 'ERROR', destinations: [] } },
    logging('Must specify exactly one Log Destination.'),
  ],
  [
    { loggingConfiguration: { level: 'OFF', destinations: [group(LOGS), group(LOGS)] } },
    logging('Must specify exactly one Log Destination.'),
  ],
  [
    { loggingConfiguration: { level: 'ALL', destinations: [group(LOGS.slice(0, -2))] } },
    logging('Log Destination not found.'),
  ],
  [{ loggingConfiguration: { level: 'ALL', destinations: [group('logs')] } }, logging('Log Destination not found.')],
  [{ loggingConfiguration: { level: 'ALL', destinations: [{}] } }, logging('Log Destination not found.')],
  [{ encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } }, encryption('Must set a valid kmsKeyId.')],
  ...[
    'k',
    'alias/',
    'alias/a b',
    `${KEY}0`,
    `arn:aws:s3:::${KEY}`,
    `${KMS}:alias/`,
    `${KMS}:key/k`,
    `${KMS}:${KEY}`,
  ].map((kmsKeyId): [object, string] => [
    { encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId } },
    encryption('Must set a valid kmsKeyId.'),
  ]),
  [
    {
      encryptionConfiguration: {
        type: 'CUSTOMER_MANAGED_KMS_KEY',
        kmsKeyId: `arn:aws:kms:us-east-2:111122223333:key/${KEY}`,
      },
    },
    encryption('Invalid arn us-east-2'),
  ],
  [
    { encryptionConfiguration: { type: 'AWS_OWNED_KEY', kmsKeyId: 'alias/k' } },
    encryption('Custom kmsKeyId is not allowed when selecting AWS_OWNED_KEY.'),
  ],
  [
    { encryptionConfiguration: { type: 'AWS_OWNED_KEY', kmsDataKeyReusePeriodSeconds: 300 } },
    encryption('Custom kmsDataKeyReusePeriodSeconds is not allowed when selecting AWS_OWNED_KEY.'),
  ],
  [{ versionDescription: 'd' }, 'ValidationException: Version description can only be set when publish is true'],
  [
    { versionDescription: 'd', publish: false },
    'ValidationException: Version description can only be set when publish is true',
  ],
];

describe('CreateStateMachine', () => {
  test.each(DEFINITIONS)('with the definition %j', async (definition, message) => {
    expect(await createTestApi().error('CreateStateMachine', { ...NEW, definition })).toBe(message);
  });

  test.each(SETTINGS)('with %j', async (settings, message) => {
    expect(await createTestApi().error('CreateStateMachine', { ...NEW, ...settings })).toBe(message);
  });

  test('with a definition that nests too deep says how deep', async () => {
    const definition = `{"StartAt":"P","States":{"P":{"Type":"Pass","End":true,"Result":${deep(1000)}}}}`;
    expect(await createTestApi().error('CreateStateMachine', { ...NEW, definition })).toMatch(
      /^InvalidDefinition: .*Document nesting depth \(1001\) exceeds the maximum allowed \(1000/,
    );
  });

  test.each<[string, object]>([
    ['definition', { definition: PASS_2 }],
    ['type', { type: 'EXPRESS' }],
    ['white space in the definition', { definition: ` ${PASS}` }],
    ['logging', { loggingConfiguration: { level: 'ALL', destinations: [group(LOGS)] } }],
    ['tracing', { tracingConfiguration: { enabled: true } }],
    ['publishing', { publish: false }],
    ['description of the version', { versionDescription: 'd' }],
  ])('of a name that is taken by a machine with another %s is refused', async (_, difference) => {
    const { error } = await createPopulatedApi();
    expect(await error('CreateStateMachine', { ...NEW, name: 'orders', publish: true, ...difference })).toBe(exists);
  });

  test('of a name whose machine is being deleted is refused', async () => {
    const { error } = await createPopulatedApi();
    expect(await error('CreateStateMachine', { ...NEW, name: 'going', publish: true })).toBe(going);
  });

  test.each<[string, object]>([
    ['illegal name', { name: 'a b', definition: '{' }],
    ['illegal role', { roleArn: 'x', definition: '{' }],
    ['illegal definition', { definition: '{' }],
    ['too many tags', { tags: Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' })) }],
    ['reserved tag', { tags: [{ key: 'aws:x', value: '' }] }],
  ])('refused for an %s leaves nothing behind', async (_, members) => {
    const { call, ok } = createTestApi();
    expect((await call('CreateStateMachine', { ...NEW, ...members })).status).toBe(400);
    expect(await ok('ListStateMachines', {})).toEqual({ stateMachines: [] });
  });
});

describe('UpdateStateMachine', () => {
  test.each(DEFINITIONS)('with the definition %j', async (definition, message) => {
    const { error } = await createPopulatedApi();
    expect(await error('UpdateStateMachine', { stateMachineArn: ORDERS, definition })).toBe(message);
  });

  test.each(SETTINGS)('with %j', async (settings, message) => {
    const { error, ok } = await createPopulatedApi();
    const before = await ok('DescribeStateMachine', { stateMachineArn: ORDERS });
    const request = { stateMachineArn: ORDERS, tracingConfiguration: { enabled: true }, ...settings };
    expect(await error('UpdateStateMachine', request)).toBe(message);
    expect(await ok('DescribeStateMachine', { stateMachineArn: ORDERS })).toEqual(before);
  });
});

describe('Requests about state machines', () => {
  test.each<Refusal>([
    ['UpdateStateMachine', { stateMachineArn: ORDERS }, MINIMUM],
    ['UpdateStateMachine', { stateMachineArn: ORDERS, publish: true }, MINIMUM],
    ['UpdateStateMachine', { stateMachineArn: MISSING, publish: true }, MINIMUM],
    ['UpdateStateMachine', { stateMachineArn: MISSING, roleArn: ROLE }, nowhere(MISSING)],
    ['UpdateStateMachine', { stateMachineArn: MISSING, definition: '{' }, nowhere(MISSING)],
    ['UpdateStateMachine', { stateMachineArn: DELETING, roleArn: ROLE }, going],
    ['DescribeStateMachine', { stateMachineArn: MISSING }, nowhere(MISSING)],
    [
      'DescribeStateMachine',
      { stateMachineArn: ORDERS.toUpperCase() },
      `InvalidArn: Invalid Arn: 'Invalid ARN prefix: ${ORDERS.toUpperCase()}'`,
    ],
    ['ListStateMachines', { nextToken: 'x' }, "InvalidToken: Invalid Token: 'Invalid token'"],
    ['ListStateMachines', { nextToken: 'x.y' }, "InvalidToken: Invalid Token: 'Invalid token'"],
  ])('%s with %j', async (action, body, message) => {
    const { error } = await createPopulatedApi();
    expect(await error(action, body)).toBe(message);
  });

  test('a definition for an Express machine is checked as one', async () => {
    const { error, machine } = createTestApi();
    const stateMachineArn = await machine('quick', { type: 'EXPRESS' });
    const wait = {
      StartAt: 'T',
      States: {
        T: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', Parameters: {}, End: true },
      },
    };
    expect(await error('UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(wait) })).toContain(
      "SCHEMA_VALIDATION_FAILED: Express state machine does not support '.waitForTaskToken' service integration ",
    );
  });

  test('deleting what is not there succeeds, deleting what goes already too', async () => {
    const { ok } = await createPopulatedApi();
    expect(await ok('DeleteStateMachine', { stateMachineArn: MISSING })).toEqual({});
    expect(await ok('DeleteStateMachine', { stateMachineArn: DELETING })).toEqual({});
    expect(await ok('DescribeStateMachine', { stateMachineArn: DELETING })).toMatchObject({ status: 'DELETING' });
  });
});

describe('Names', () => {
  const forbidden = Array.from(' \t\n\u00a0\u2003<>{}[]?*"#%\\^|~`$&,;:/\u0000\u001f\u007f\u009f\ufffe\uffff\ud800');

  test.each(forbidden)('with %j are refused for machines, activities and executions', async (char) => {
    const { error } = await createPopulatedApi();
    const name = `a${char}b`;
    const message = `InvalidName: Invalid Name: '${name}'`;
    expect(await error('CreateActivity', { name })).toBe(message);
    expect(await error('CreateStateMachine', { ...NEW, name })).toBe(message);
    expect(await error('StartExecution', { stateMachineArn: ORDERS, name })).toBe(message);
    expect(await error('StartSyncExecution', { stateMachineArn: arnOf('stateMachine:quick'), name })).toBe(message);
  });

  test.each(['a', '1', '-', '.', 'A.b-c_1', 'Größe', '名前', '😀', "it's(1)+2=3!@", '__proto__', 'x'.repeat(80)])(
    'like %j are fine',
    async (name) => {
      const { ok, machine } = createTestApi();
      await ok('CreateActivity', { name });
      const stateMachineArn = await machine(name);
      const { executionArn } = await ok('StartExecution', { stateMachineArn, name });
      expect(await ok('DescribeExecution', { executionArn })).toMatchObject({ name });
    },
  );
});
