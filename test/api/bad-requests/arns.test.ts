import { describe, expect, test } from 'vitest';
import { ACCOUNT, arnOf, createTestApi, PASS, ROLE } from '../harness.ts';

type Kind = 'stateMachine' | 'activity' | 'execution' | 'mapRun' | 'role' | 'tagged';

/** A member that is an ARN: what it has to be the ARN of, and what else the action needs. */
type ArnMember = [action: string, member: string, kind: Kind, others?: object];

const ARN_MEMBERS: readonly ArnMember[] = [
  ['CreateStateMachine', 'roleArn', 'role', { name: 'new', definition: PASS }],
  ['DeleteActivity', 'activityArn', 'activity'],
  ['DeleteStateMachine', 'stateMachineArn', 'stateMachine'],
  ['DeleteStateMachineAlias', 'stateMachineAliasArn', 'stateMachine'],
  ['DeleteStateMachineVersion', 'stateMachineVersionArn', 'stateMachine'],
  ['DescribeActivity', 'activityArn', 'activity'],
  ['DescribeExecution', 'executionArn', 'execution'],
  ['DescribeMapRun', 'mapRunArn', 'mapRun'],
  ['DescribeStateMachine', 'stateMachineArn', 'stateMachine'],
  ['DescribeStateMachineAlias', 'stateMachineAliasArn', 'stateMachine'],
  ['DescribeStateMachineForExecution', 'executionArn', 'execution'],
  ['GetActivityTask', 'activityArn', 'activity'],
  ['GetExecutionHistory', 'executionArn', 'execution'],
  ['ListExecutions', 'stateMachineArn', 'stateMachine'],
  ['ListMapRuns', 'executionArn', 'execution'],
  ['ListStateMachineAliases', 'stateMachineArn', 'stateMachine'],
  ['ListStateMachineVersions', 'stateMachineArn', 'stateMachine'],
  ['ListTagsForResource', 'resourceArn', 'tagged'],
  ['PublishStateMachineVersion', 'stateMachineArn', 'stateMachine'],
  ['RedriveExecution', 'executionArn', 'execution'],
  ['StartExecution', 'stateMachineArn', 'stateMachine'],
  ['StartSyncExecution', 'stateMachineArn', 'stateMachine'],
  ['StopExecution', 'executionArn', 'execution'],
  ['TagResource', 'resourceArn', 'tagged', { tags: [] }],
  ['TestState', 'roleArn', 'role', { definition: '{"Type":"Pass","End":true}' }],
  ['UntagResource', 'resourceArn', 'tagged', { tagKeys: [] }],
  ['UpdateMapRun', 'mapRunArn', 'mapRun', { maxConcurrency: 1 }],
  ['UpdateStateMachine', 'stateMachineArn', 'stateMachine', { roleArn: ROLE }],
  ['UpdateStateMachine', 'roleArn', 'role', { stateMachineArn: arnOf('stateMachine:m') }],
  ['UpdateStateMachineAlias', 'stateMachineAliasArn', 'stateMachine', { description: 'd' }],
];

const OF_THE_SERVICE: Readonly<Record<string, string>> = {
  stateMachine: arnOf('stateMachine:m'),
  activity: arnOf('activity:a'),
  execution: arnOf('execution:m:e'),
  express: arnOf('express:m:e:0a'),
  mapRun: arnOf('mapRun:m/l:0a'),
};

/** Texts that are no ARN of this service at all. */
const NO_ARNS = [
  'x',
  'arn',
  'arn:aws:states:eu-west-1',
  `arn:aws:states:eu-west-1:${ACCOUNT}:KIND`,
  `arn:aws:states:eu-west-1:${ACCOUNT}:KIND:`,
  `arn:aws:states:eu-west-1::KIND:n`,
  `arn:aws:states::${ACCOUNT}:KIND:n`,
  `arn::states:eu-west-1:${ACCOUNT}:KIND:n`,
  `ARN:aws:states:eu-west-1:${ACCOUNT}:KIND:n`,
  `arn:aws:lambda:eu-west-1:${ACCOUNT}:KIND:n`,
  `arn:aws:states:eu-west-1:${ACCOUNT}:KIND:n:`,
];

describe.each<ArnMember>(ARN_MEMBERS)('%s with the %s', (action, member, kind, others = {}) => {
  const { call } = createTestApi();
  const send = async (arn: string) => {
    const { status, body } = await call(action, { ...others, [member]: arn });
    return [status, body];
  };
  const texts = kind === 'role' ? ['x', 'role', 'iam:role/r'] : NO_ARNS;
  const model = kind === 'tagged' ? 'stateMachine' : kind;

  test.each(texts.map((text) => text.replace('KIND', model)))('%j is an InvalidArn', async (arn) => {
    const message = `Invalid Arn: 'Invalid ARN prefix: ${arn}'`;
    expect(await send(arn)).toEqual([400, { __type: 'InvalidArn', message }]);
  });

  const allowed = kind === 'tagged' ? ['stateMachine', 'activity'] : [kind];
  const wrong = kind === 'role' ? [] : Object.entries(OF_THE_SERVICE).filter(([type]) => !allowed.includes(type));
  test.each(wrong)('of a resource of the type %s is an InvalidArn', async (type, arn) => {
    const message = `Invalid Arn: 'Resource type not valid in this context: ${type}'`;
    expect(await send(arn)).toEqual([400, { __type: 'InvalidArn', message }]);
  });
});

const LABELED = 'This operation does not support labeled state machine ARNs';
const isOnMachines = ([action, , kind]: ArnMember) =>
  action !== 'DescribeStateMachine' && (kind === 'stateMachine' || kind === 'tagged');

test.each<ArnMember>(ARN_MEMBERS.filter(isOnMachines))(
  '%s refuses a labeled ARN in %s',
  async (action, member, _, others = {}) => {
    const { call, machine } = createTestApi();
    const stateMachineArn = await machine('m');
    const { status, body } = await call(action, { ...others, [member]: `${stateMachineArn}/Label` });
    expect([status, body]).toEqual([
      400,
      { __type: 'ValidationException', message: LABELED, reason: 'API_DOES_NOT_SUPPORT_LABELED_ARNS' },
    ]);
  },
);

describe('Qualified ARNs of a machine with version 1 and alias PROD', () => {
  const ARN = arnOf('stateMachine:m');
  const gone = (suffix: string) => `StateMachineDoesNotExist: State Machine Does Not Exist: '${ARN}${suffix}'`;
  const noAlias = 'ResourceNotFound: Request references a resource that does not exist.';
  const noTags = (suffix: string) => `ResourceNotFound: Resource not found: '${ARN}${suffix}'`;
  const noArn = (suffix: string) => `InvalidArn: Invalid Arn: 'Invalid ARN prefix: ${ARN}${suffix}'`;
  const noVersion = (suffix: string) =>
    `ValidationException: A version or an alias cannot be deleted by this operation: '${ARN}${suffix}'`;
  const referenced =
    'ConflictException: Version to be deleted must not be referenced by an alias. ' +
    'Current list of aliases referencing this version: [PROD]';

  type Answers = readonly [version: string, alias: string, noVersion: string, noAlias: string];
  const same = (error: (suffix: string) => string): Answers => [error(':1'), error(':PROD'), error(':9'), error(':NO')];

  test.each<[action: string, member: string, answers: Answers, others?: object]>([
    ['DescribeStateMachine', 'stateMachineArn', ['ok', 'ok', gone(':9'), gone(':NO')]],
    ['UpdateStateMachine', 'stateMachineArn', same(gone), { roleArn: `${ROLE}-2` }],
    ['DeleteStateMachine', 'stateMachineArn', same(noVersion)],
    ['PublishStateMachineVersion', 'stateMachineArn', same(gone)],
    ['StartExecution', 'stateMachineArn', ['ok', 'ok', gone(':9'), gone(':NO')]],
    ['ListStateMachineVersions', 'stateMachineArn', ['ok', 'ok', 'ok', 'ok']],
    ['ListStateMachineAliases', 'stateMachineArn', ['ok', 'ok', 'ok', 'ok']],
    ['ListTagsForResource', 'resourceArn', same(noTags)],
    ['TagResource', 'resourceArn', same(noTags), { tags: [{ key: 'k', value: 'v' }] }],
    ['UntagResource', 'resourceArn', same(noTags), { tagKeys: ['k'] }],
    ['DescribeStateMachineAlias', 'stateMachineAliasArn', [noArn(':1'), 'ok', noArn(':9'), noAlias]],
    [
      'UpdateStateMachineAlias',
      'stateMachineAliasArn',
      [noArn(':1'), 'ok', noArn(':9'), noAlias],
      { description: 'd' },
    ],
    ['DeleteStateMachineAlias', 'stateMachineAliasArn', [noArn(':1'), 'ok', noArn(':9'), 'ok']],
    ['DeleteStateMachineVersion', 'stateMachineVersionArn', [referenced, noArn(':PROD'), 'ok', noArn(':NO')]],
  ])('%s', async (action, member, answers, others = {}) => {
    for (const [index, suffix] of [':1', ':PROD', ':9', ':NO'].entries()) {
      const { call, machine, ok } = createTestApi();
      await machine('m', { publish: true });
      await ok('CreateStateMachineAlias', {
        name: 'PROD',
        routingConfiguration: [{ stateMachineVersionArn: `${ARN}:1`, weight: 100 }],
      });
      const { status, body } = await call(action, { ...others, [member]: ARN + suffix });
      const answer = status === 200 ? 'ok' : `${String(body.__type)}: ${String(body.message)}`;
      expect([suffix, answer]).toEqual([suffix, answers[index]]);
    }
  });

  test('three qualifiers are one too many', async () => {
    const { error } = createTestApi();
    expect(await error('DescribeStateMachine', { stateMachineArn: `${ARN}:PROD:1` })).toBe(noArn(':PROD:1'));
  });
});

describe.each([
  ['another account', arnOf('stateMachine:m').replace(ACCOUNT, '444455556666')],
  ['another region', arnOf('stateMachine:m').replace('eu-west-1', 'us-east-1')],
])('The ARN of a machine in %s', (_, elsewhere) => {
  test.each<[action: string, others?: object]>([
    ['DescribeStateMachine'],
    ['StartExecution'],
    ['StartSyncExecution'],
    ['UpdateStateMachine', { roleArn: ROLE }],
    ['PublishStateMachineVersion'],
    ['ListExecutions'],
    ['ListStateMachineAliases'],
  ])('leads %s nowhere', async (action, others = {}) => {
    const { error, machine } = createTestApi();
    await machine('m');
    expect(await error(action, { ...others, stateMachineArn: elsewhere })).toBe(
      `StateMachineDoesNotExist: State Machine Does Not Exist: '${elsewhere}'`,
    );
  });
});
