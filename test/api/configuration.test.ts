import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi, PASS, PASS_2, ROLE, type TestApi } from './harness.ts';

const ARN = arnOf('stateMachine:orders');
const ACTIVITY = arnOf('activity:a');
const KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';
const own = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: KEY };
const kept = { ...own, kmsDataKeyReusePeriodSeconds: 300 };
const logGroupArn = 'arn:aws:logs:eu-west-1:111122223333:log-group:/aws/vendedlogs/states/orders.1:*';

const SETTINGS = {
  loggingConfiguration: {
    level: 'ERROR',
    includeExecutionData: true,
    destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
  },
  tracingConfiguration: { enabled: true },
  encryptionConfiguration: { ...own, kmsDataKeyReusePeriodSeconds: 60 },
};
const DEFAULTS = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

async function described({ ok }: TestApi, stateMachineArn: string) {
  const { loggingConfiguration, tracingConfiguration, encryptionConfiguration } = await ok('DescribeStateMachine', {
    stateMachineArn,
  });
  return { loggingConfiguration, tracingConfiguration, encryptionConfiguration };
}

test('a version and an execution keep the settings that the machine had', async () => {
  const api = createTestApi();
  await api.machine('orders', { ...SETTINGS, publish: true });
  const { executionArn } = await api.ok('StartExecution', { stateMachineArn: ARN });
  await api.ok('UpdateStateMachine', { stateMachineArn: ARN, ...DEFAULTS, publish: true });
  expect(await described(api, ARN)).toEqual(DEFAULTS);
  expect(await described(api, `${ARN}:1`)).toEqual(SETTINGS);
  expect(await described(api, `${ARN}:2`)).toEqual(DEFAULTS);
  expect(await api.ok('DescribeStateMachineForExecution', { executionArn })).toMatchObject(SETTINGS);
});

test.each(Object.entries(SETTINGS))(
  'a change of %s alone is a new revision, the same again is not',
  async (name, value) => {
    const api = createTestApi();
    await api.machine('orders');
    const update = { stateMachineArn: ARN, [name]: value };
    const { revisionId } = await api.ok('UpdateStateMachine', update);
    expect(revisionId).toEqual(expect.any(String));
    expect(await api.ok('UpdateStateMachine', update)).toMatchObject({ revisionId });
    expect(await described(api, ARN)).toEqual({ ...DEFAULTS, [name]: value });
  },
);

test('settings that an update leaves out stay as they are', async () => {
  const api = createTestApi();
  await api.machine('orders', SETTINGS);
  await api.ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2 });
  expect(await described(api, ARN)).toEqual(SETTINGS);
});

test.each([
  ['loggingConfiguration', { includeExecutionData: true }, { level: 'OFF', includeExecutionData: true }],
  ['tracingConfiguration', {}, { enabled: false }],
  ['encryptionConfiguration', own, kept],
])('what a %s leaves out has its default', async (name, value, completed) => {
  const api = createTestApi();
  await api.machine('orders', { [name]: value });
  expect(await described(api, ARN)).toEqual({ ...DEFAULTS, [name]: completed });
});

describe('a customer managed key', () => {
  test.each([
    KEY,
    'mrk-1234abcd12ab34cd56ef1234567890ab',
    'alias/orders',
    `arn:aws:kms:eu-west-1:999988887777:key/${KEY}`,
    'arn:aws:kms:eu-west-1:111122223333:alias/orders/data',
  ])('may be named %s', async (kmsKeyId) => {
    const api = createTestApi();
    await api.machine('orders', { encryptionConfiguration: { ...own, kmsKeyId } });
    expect(await described(api, ARN)).toMatchObject({ encryptionConfiguration: { kmsKeyId } });
  });

  test('makes another machine of the same name one that exists', async () => {
    const { error, machine } = createTestApi();
    await machine('orders');
    const other = { name: 'orders', definition: PASS, roleArn: ROLE, encryptionConfiguration: own };
    expect(await error('CreateStateMachine', other)).toContain('StateMachineAlreadyExists');
  });

  test('belongs to an activity for good', async () => {
    const { ok, error } = createTestApi();
    const create = { name: 'a', encryptionConfiguration: own };
    const first = await ok('CreateActivity', create);
    expect(await ok('DescribeActivity', { activityArn: ACTIVITY })).toMatchObject({ encryptionConfiguration: kept });
    expect(await ok('CreateActivity', create)).toEqual(first);
    const refusal = `ActivityAlreadyExists: Activity Already Exists: '${ACTIVITY}'`;
    expect(await error('CreateActivity', { name: 'a' })).toBe(refusal);
    expect(await error('CreateActivity', { name: 'a', encryptionConfiguration: { ...own, kmsKeyId: 'alias/b' } })).toBe(
      refusal,
    );
  });

  test('is not encrypted with, which the log says once for each machine and activity', async () => {
    const { ok, machine, logged } = createTestApi();
    for (let again = 0; again < 2; again += 1) {
      await machine('orders', { encryptionConfiguration: own });
      await ok('UpdateStateMachine', { stateMachineArn: ARN, encryptionConfiguration: own });
      await ok('CreateActivity', { name: 'a', encryptionConfiguration: own });
    }
    await machine('others');
    const rest = `the key ${KEY} is kept in the configuration, but data is not encrypted with it`;
    expect(logged).toEqual([ARN, ACTIVITY].map((arn) => ({ level: 'warning', message: `${arn}: ${rest}` })));
  });

  test('that a machine gets later is told of as well', async () => {
    const { ok, machine, logged } = createTestApi();
    await machine('orders');
    await ok('UpdateStateMachine', { stateMachineArn: ARN, encryptionConfiguration: own });
    expect(logged).toHaveLength(1);
  });
});
