import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi, PASS, ROLE } from './harness.ts';

const violation = (what: string) => `ValidationException: 1 validation error detected: ${what}`;
const at = (value: string, member: string, rule: string) =>
  `Value ${value} at '${member}' failed to satisfy constraint: Member must ${rule}`;
const long = (length: number) => 'x'.repeat(length);
const MACHINE = arnOf('stateMachine:m');
const EXECUTION = arnOf('execution:m:e');
const create = { name: 'm', definition: PASS, roleArn: ROLE };

describe('constraints', () => {
  test.each<[action: string, body: object, message: string]>([
    ['ListStateMachines', { maxResults: 1001 }, at("'1001'", 'maxResults', 'have value less than or equal to 1000')],
    ['ListStateMachines', { maxResults: -1 }, at("'-1'", 'maxResults', 'have value greater than or equal to 0')],
    ['ListStateMachines', { nextToken: '' }, at("''", 'nextToken', 'have length greater than or equal to 1')],
    [
      'ListStateMachines',
      { nextToken: long(1025) },
      at(`'${long(1025)}'`, 'nextToken', 'have length less than or equal to 1024'),
    ],
    [
      'ListExecutions',
      { stateMachineArn: MACHINE, nextToken: long(3097) },
      at(`'${long(3097)}'`, 'nextToken', 'have length less than or equal to 3096'),
    ],
    [
      'ListExecutions',
      { stateMachineArn: MACHINE, statusFilter: 'running' },
      at(
        "'running'",
        'statusFilter',
        'satisfy enum value set: [SUCCEEDED, TIMED_OUT, PENDING_REDRIVE, ABORTED, FAILED, RUNNING]',
      ),
    ],
    ['StartExecution', {}, at('null', 'stateMachineArn', 'not be null')],
    ['StartExecution', { stateMachineArn: '' }, at("''", 'stateMachineArn', 'have length greater than or equal to 1')],
    [
      'StartExecution',
      { stateMachineArn: MACHINE, name: long(81) },
      at(`'${long(81)}'`, 'name', 'have length less than or equal to 80'),
    ],
    [
      'StartExecution',
      { stateMachineArn: MACHINE, traceHeader: 'ä' },
      at("'ä'", 'traceHeader', 'satisfy regular expression pattern: \\p{ASCII}*'),
    ],
    [
      'CreateStateMachine',
      { ...create, type: 'FAST' },
      at("'FAST'", 'type', 'satisfy enum value set: [STANDARD, EXPRESS]'),
    ],
    [
      'CreateStateMachine',
      { ...create, loggingConfiguration: { level: 'SOME' } },
      at("'SOME'", 'loggingConfiguration.level', 'satisfy enum value set: [ALL, ERROR, FATAL, OFF]'),
    ],
    [
      'CreateStateMachine',
      { ...create, encryptionConfiguration: {} },
      at('null', 'encryptionConfiguration.type', 'not be null'),
    ],
    ['CreateStateMachine', { ...create, tags: [null] }, at('null', 'tags.1.member', 'not be null')],
    ['TagResource', { resourceArn: MACHINE, tags: [{ value: 'v' }] }, at('null', 'tags.1.member.key', 'not be null')],
    [
      'UntagResource',
      { resourceArn: MACHINE, tagKeys: ['a', ''] },
      at("''", 'tagKeys.2.member', 'have length greater than or equal to 1'),
    ],
    [
      'CreateStateMachineAlias',
      { name: '123', routingConfiguration: [{ stateMachineVersionArn: `${MACHINE}:1`, weight: 100 }] },
      at("'123'", 'name', 'satisfy regular expression pattern: ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$'),
    ],
    [
      'CreateStateMachineAlias',
      { name: 'a', routingConfiguration: [{ stateMachineVersionArn: `${MACHINE}:1`, weight: 101 }] },
      at("'101'", 'routingConfiguration.1.member.weight', 'have value less than or equal to 100'),
    ],
    [
      'CreateStateMachineAlias',
      { name: 'a', routingConfiguration: [1, 2, 3].map((weight) => ({ stateMachineVersionArn: 'v', weight })) },
      at(
        `'[${[1, 2, 3].map((weight) => `RoutingConfigurationListItem(stateMachineVersionArn=v, weight=${weight})`).join(', ')}]'`,
        'routingConfiguration',
        'have length less than or equal to 2',
      ),
    ],
    [
      'ValidateStateMachineDefinition',
      { definition: PASS, maxResults: 101 },
      at("'101'", 'maxResults', 'have value less than or equal to 100'),
    ],
  ])('%s with %j', async (action, body, message) => {
    const { error } = createTestApi();
    expect(await error(action, body)).toBe(violation(message));
  });

  test.each<[action: string, body: object, member: string, rule: string]>([
    [
      'StartExecution',
      { stateMachineArn: MACHINE, input: `"${long(262_144)}"` },
      'input',
      'less than or equal to 262144',
    ],
    [
      'StartExecution',
      { stateMachineArn: MACHINE, input: `"${'ä'.repeat(131_072)}"` },
      'input',
      'less than or equal to 262144',
    ],
    ['CreateStateMachine', { ...create, definition: long(1_048_577) }, 'definition', 'less than or equal to 1048576'],
    ['CreateStateMachine', { ...create, definition: '' }, 'definition', 'greater than or equal to 1'],
    ['StopExecution', { executionArn: EXECUTION, error: long(257) }, 'error', 'less than or equal to 256'],
    ['StopExecution', { executionArn: EXECUTION, cause: long(32_769) }, 'cause', 'less than or equal to 32768'],
  ])('%s does not repeat sensitive values (%#)', async (action, body, member, rule) => {
    const { error } = createTestApi();
    expect(await error(action, body)).toBe(
      violation(`Value at '${member}' failed to satisfy constraint: Member must have length ${rule}`),
    );
  });

  test('a payload of 262,144 bytes is let through', async () => {
    const { machine, ok } = createTestApi();
    const stateMachineArn = await machine('m');
    await ok('StartExecution', { stateMachineArn, input: `"${'ä'.repeat(131_071)}"` });
  });

  test('several violations are told in one text', async () => {
    const { error } = createTestApi();
    expect(await error('CreateStateMachine', { name: '', type: 'X' })).toBe(
      'ValidationException: 4 validation errors detected: ' +
        [
          at("''", 'name', 'have length greater than or equal to 1'),
          at('null', 'definition', 'not be null'),
          at('null', 'roleArn', 'not be null'),
          at("'X'", 'type', 'satisfy enum value set: [STANDARD, EXPRESS]'),
        ].join('; '),
    );
  });
});

describe('ARNs', () => {
  const notAnArn = (arn: string) => `InvalidArn: Invalid Arn: 'Invalid ARN prefix: ${arn}'`;
  const wrongType = (type: string) => `InvalidArn: Invalid Arn: 'Resource type not valid in this context: ${type}'`;
  const express = arnOf('express:m:e:1');

  test.each<[action: string, body: object, error: string]>([
    ['DescribeStateMachine', { stateMachineArn: 'nonsense' }, notAnArn('nonsense')],
    [
      'DescribeStateMachine',
      { stateMachineArn: 'arn:aws:lambda:x:y:function:f' },
      notAnArn('arn:aws:lambda:x:y:function:f'),
    ],
    ['DescribeStateMachine', { stateMachineArn: arnOf('activity:a') }, wrongType('activity')],
    ['UpdateStateMachine', { stateMachineArn: 'x', definition: PASS }, notAnArn('x')],
    ['DeleteStateMachine', { stateMachineArn: 'x' }, notAnArn('x')],
    ['PublishStateMachineVersion', { stateMachineArn: 'x' }, notAnArn('x')],
    ['StartExecution', { stateMachineArn: 'x' }, notAnArn('x')],
    ['StartExecution', { stateMachineArn: `${MACHINE}:` }, notAnArn(`${MACHINE}:`)],
    ['ListExecutions', { stateMachineArn: 'x' }, notAnArn('x')],
    ['DescribeExecution', { executionArn: 'x' }, notAnArn('x')],
    ['DescribeExecution', { executionArn: express }, wrongType('express')],
    ['StopExecution', { executionArn: express }, wrongType('express')],
    ['GetExecutionHistory', { executionArn: express }, wrongType('express')],
    ['GetExecutionHistory', { executionArn: 'x' }, notAnArn('x')],
    ['DescribeStateMachineForExecution', { executionArn: express }, wrongType('express')],
    ['DescribeActivity', { activityArn: 'x' }, notAnArn('x')],
    ['GetActivityTask', { activityArn: MACHINE }, wrongType('stateMachine')],
    ['DescribeStateMachineAlias', { stateMachineAliasArn: MACHINE }, notAnArn(MACHINE)],
    ['DeleteStateMachineVersion', { stateMachineVersionArn: MACHINE }, notAnArn(MACHINE)],
    ['TagResource', { resourceArn: EXECUTION, tags: [] }, wrongType('execution')],
    ['ListStateMachineVersions', { stateMachineArn: MACHINE }, `InvalidArn: Invalid Arn: '${MACHINE}'`],
    ['CreateStateMachine', { ...create, roleArn: 'role' }, notAnArn('role')],
  ])('%s with %j', async (action, body, expected) => {
    const { error } = createTestApi();
    expect(await error(action, body)).toBe(expected);
  });

  test('with a label are refused with their reason', async () => {
    const { call } = createTestApi();
    const { body } = await call('StartExecution', { stateMachineArn: `${MACHINE}/label` });
    expect(body).toMatchObject({ __type: 'ValidationException', reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' });
  });
});

describe('what is not there', () => {
  test.each<[action: string, body: object, error: string]>([
    [
      'DescribeStateMachine',
      { stateMachineArn: MACHINE },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}'`,
    ],
    [
      'DescribeStateMachine',
      { stateMachineArn: `${MACHINE}:1` },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}:1'`,
    ],
    [
      'UpdateStateMachine',
      { stateMachineArn: MACHINE, roleArn: ROLE },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}'`,
    ],
    [
      'PublishStateMachineVersion',
      { stateMachineArn: MACHINE },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}'`,
    ],
    [
      'StartExecution',
      { stateMachineArn: MACHINE },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}'`,
    ],
    [
      'StartSyncExecution',
      { stateMachineArn: MACHINE },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}'`,
    ],
    [
      'ListExecutions',
      { stateMachineArn: MACHINE },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}'`,
    ],
    [
      'ListStateMachineAliases',
      { stateMachineArn: MACHINE },
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${MACHINE}'`,
    ],
    [
      'DescribeExecution',
      { executionArn: EXECUTION },
      `ExecutionDoesNotExist: Execution Does Not Exist: '${EXECUTION}'`,
    ],
    ['StopExecution', { executionArn: EXECUTION }, `ExecutionDoesNotExist: Execution Does Not Exist: '${EXECUTION}'`],
    [
      'GetExecutionHistory',
      { executionArn: EXECUTION },
      `ExecutionDoesNotExist: Execution Does Not Exist: '${EXECUTION}'`,
    ],
    [
      'DescribeActivity',
      { activityArn: arnOf('activity:a') },
      `ActivityDoesNotExist: Activity Does Not Exist: '${arnOf('activity:a')}'`,
    ],
    [
      'GetActivityTask',
      { activityArn: arnOf('activity:a') },
      `ActivityDoesNotExist: Activity Does Not Exist: '${arnOf('activity:a')}'`,
    ],
    [
      'DescribeStateMachineAlias',
      { stateMachineAliasArn: `${MACHINE}:PROD` },
      'ResourceNotFound: Request references a resource that does not exist.',
    ],
    [
      'UpdateStateMachineAlias',
      { stateMachineAliasArn: `${MACHINE}:PROD`, description: 'd' },
      'ResourceNotFound: Request references a resource that does not exist.',
    ],
    ['ListTagsForResource', { resourceArn: MACHINE }, `ResourceNotFound: Resource not found: '${MACHINE}'`],
    [
      'TagResource',
      { resourceArn: arnOf('activity:a'), tags: [] },
      `ResourceNotFound: Resource not found: '${arnOf('activity:a')}'`,
    ],
    [
      'ListExecutions',
      { mapRunArn: arnOf('mapRun:m/l:1') },
      `ResourceNotFound: Resource not found: '${arnOf('mapRun:m/l:1')}'`,
    ],
  ])('%s with %j', async (action, body, expected) => {
    const { error } = createTestApi();
    expect(await error(action, body)).toBe(expected);
  });

  test.each<[action: string, body: object]>([
    ['DeleteStateMachine', { stateMachineArn: MACHINE }],
    ['DeleteStateMachineVersion', { stateMachineVersionArn: `${MACHINE}:1` }],
    ['DeleteStateMachineAlias', { stateMachineAliasArn: `${MACHINE}:PROD` }],
    ['DeleteActivity', { activityArn: arnOf('activity:a') }],
  ])('%s succeeds all the same', async (action, body) => {
    const { ok } = createTestApi();
    expect(await ok(action, body)).toEqual({});
  });
});

describe('names', () => {
  const forbidden = Array.from(' \t\u00a0\u2003<>{}[]?*"#%\\^|~`$&,;:/\u0000\u001f\u007f\u009f\ufffe');

  test.each(forbidden)('with %j are refused', async (char) => {
    const { error } = createTestApi();
    const name = `a${char}b`;
    expect(await error('CreateActivity', { name })).toBe(`InvalidName: Invalid Name: '${name}'`);
    expect(await error('CreateStateMachine', { ...create, name })).toBe(`InvalidName: Invalid Name: '${name}'`);
    expect(await error('StartExecution', { stateMachineArn: MACHINE, name })).toBe(
      `InvalidName: Invalid Name: '${name}'`,
    );
  });

  test.each(['a', 'A.b-c_1', 'Größe', '名前', "it's(1)+2=3!@", long(80)])('like %j are fine', async (name) => {
    const { ok } = createTestApi();
    await ok('CreateActivity', { name });
  });
});
