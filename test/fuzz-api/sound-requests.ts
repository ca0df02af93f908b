import type { Random } from '../simulator/random.ts';
import type { Pool } from './pool.ts';

export interface SoundRequest {
  readonly action: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const PREFIX = 'arn:aws:states:eu-west-1:111122223333';
const ROLE = 'arn:aws:iam::111122223333:role/states';

const machineOf = (states: object, startAt: string) => JSON.stringify({ StartAt: startAt, States: states });
const DEFINITIONS: readonly string[] = [
  machineOf({ P: { Type: 'Pass', Result: { a: [1, 'b', null] }, End: true } }, 'P'),
  machineOf({ W: { Type: 'Wait', Seconds: 30, Next: 'S' }, S: { Type: 'Succeed' } }, 'W'),
  machineOf({ F: { Type: 'Fail', Error: 'E', Cause: 'c' } }, 'F'),
  machineOf({ T: { Type: 'Task', Resource: `${PREFIX}:activity:a0`, TimeoutSeconds: 600, End: true } }, 'T'),
  machineOf(
    {
      T: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
        Parameters: { FunctionName: 'f', Payload: { 'taskToken.$': '$$.Task.Token' } },
        TimeoutSeconds: 600,
        End: true,
      },
    },
    'T',
  ),
  machineOf({ T: { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:111122223333:function:f', End: true } }, 'T'),
  machineOf(
    { M: { Type: 'Map', ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } }, End: true } },
    'M',
  ),
  machineOf(
    {
      M: {
        Type: 'Map',
        Label: 'l',
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'W',
          States: { W: { Type: 'Wait', Seconds: 30, Next: 'F' }, F: { Type: 'Fail' } },
        },
        ToleratedFailurePercentage: 100,
        End: true,
      },
    },
    'M',
  ),
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'P',
    States: { P: { Type: 'Pass', Output: '{% $states.input %}', End: true } },
  }),
];
const STATES: readonly string[] = [
  '{"Type":"Pass","End":true}',
  '{"Type":"Wait","Seconds":1,"End":true}',
  '{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"End":true}',
  '{"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"A"}],"Default":"B"}',
];
const INPUTS: readonly string[] = ['{}', '{"n":1}', '[1,2,3]', 'null', '"text"', '12.5e3', ' { "a" : "ü" } '];
const TAGS = [
  { key: 'team', value: 'a' },
  { key: 'cost center', value: '' },
  { key: '__proto__', value: 'x' },
];
const FILTERS = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'];
const LOGGING = [
  { level: 'OFF' },
  {
    level: 'ALL',
    includeExecutionData: true,
    destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:g:*' } }],
  },
];

type Draw = (random: Random, pool: Pool) => unknown;

const one =
  (values: readonly unknown[]): Draw =>
  (random) =>
    values[random.between(0, values.length - 1)];
const name =
  (letter: string): Draw =>
  (random) =>
    `${letter}${random.between(0, 9)}`;
const flag: Draw = (random) => random.chance(0.5);
/** An ARN that an answer has told, or one that may not be there. */
const told =
  (members: readonly string[], otherwise: string): Draw =>
  (random, pool) =>
    (random.chance(0.8) ? pool.pick(members[random.between(0, members.length - 1)] ?? '') : undefined) ??
    `${PREFIX}:${otherwise}${random.between(0, 4)}`;

const machine = told(['stateMachineArn'], 'stateMachine:m');
const startable = told(['stateMachineArn', 'stateMachineVersionArn', 'stateMachineAliasArn'], 'stateMachine:m');
const execution = told(['executionArn'], 'execution:m0:e');
const activity = told(['activityArn'], 'activity:a');
const resource = told(['stateMachineArn', 'activityArn'], 'activity:a');
const alias = told(['stateMachineAliasArn'], 'stateMachine:m0:al');
const version = told(['stateMachineVersionArn'], 'stateMachine:m0:');
const mapRun = told(['mapRunArn'], 'mapRun:m0/l:');
const token: Draw = (_, pool) => pool.pick('taskToken') ?? 'none';
const tags: Draw = (random) => TAGS.slice(0, random.between(0, TAGS.length));
const routing: Draw = (random, pool) => {
  const first = { stateMachineVersionArn: version(random, pool), weight: 100 };
  if (random.chance(0.6)) return [first];
  return [
    { ...first, weight: 30 },
    { stateMachineVersionArn: version(random, pool), weight: 70 },
  ];
};
const page = {
  'maxResults?': (random: Random) => random.between(0, 3),
  'nextToken?': (_: Random, pool: Pool) => pool.pick('nextToken'),
};
const settings = {
  'loggingConfiguration?': one(LOGGING),
  'tracingConfiguration?': (random: Random, pool: Pool) => ({ enabled: flag(random, pool) }),
  'encryptionConfiguration?': one([
    { type: 'AWS_OWNED_KEY' },
    { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'alias/own' },
  ]),
  'publish?': flag,
  'versionDescription?': one(['first', '']),
};
const start = {
  stateMachineArn: startable,
  'name?': name('e'),
  'input?': one(INPUTS),
  'traceHeader?': one(['Root=1']),
};

/** How to draw each action's members; those with a question mark are left out at times. */
const ACTIONS: Readonly<Record<string, Readonly<Record<string, Draw>>>> = {
  CreateActivity: { name: name('a'), 'tags?': tags },
  CreateStateMachine: {
    name: name('m'),
    definition: one(DEFINITIONS),
    roleArn: one([ROLE]),
    'type?': one(['STANDARD', 'STANDARD', 'EXPRESS']),
    'tags?': tags,
    ...settings,
  },
  CreateStateMachineAlias: { name: name('al'), routingConfiguration: routing, 'description?': one(['d']) },
  DeleteActivity: { activityArn: activity },
  DeleteStateMachine: { stateMachineArn: machine },
  DeleteStateMachineAlias: { stateMachineAliasArn: alias },
  DeleteStateMachineVersion: { stateMachineVersionArn: version },
  DescribeActivity: { activityArn: activity },
  DescribeExecution: { executionArn: execution, 'includedData?': one(['ALL_DATA', 'METADATA_ONLY']) },
  DescribeMapRun: { mapRunArn: mapRun },
  DescribeStateMachine: { stateMachineArn: startable, 'includedData?': one(['ALL_DATA', 'METADATA_ONLY']) },
  DescribeStateMachineAlias: { stateMachineAliasArn: alias },
  DescribeStateMachineForExecution: { executionArn: execution },
  GetActivityTask: { activityArn: activity, 'workerName?': one(['w']) },
  GetExecutionHistory: {
    executionArn: execution,
    'reverseOrder?': flag,
    'includeExecutionData?': flag,
    ...page,
  },
  ListActivities: page,
  ListExecutions: {
    'stateMachineArn?': startable,
    'mapRunArn?': mapRun,
    'statusFilter?': one(FILTERS),
    'redriveFilter?': one(['REDRIVEN', 'NOT_REDRIVEN']),
    ...page,
  },
  ListMapRuns: { executionArn: execution, ...page },
  ListStateMachineAliases: { stateMachineArn: startable, ...page },
  ListStateMachineVersions: { stateMachineArn: startable, ...page },
  ListStateMachines: page,
  ListTagsForResource: { resourceArn: resource },
  PublishStateMachineVersion: {
    stateMachineArn: machine,
    'description?': one(['d', '']),
    'revisionId?': (_, pool) => pool.pick('revisionId') ?? 'INITIAL',
  },
  RedriveExecution: { executionArn: execution, 'clientToken?': one(['t1', 't2']) },
  SendTaskFailure: { taskToken: token, 'error?': one(['E', '']), 'cause?': one(['c']) },
  SendTaskHeartbeat: { taskToken: token },
  SendTaskSuccess: { taskToken: token, output: one(INPUTS) },
  StartExecution: start,
  StartSyncExecution: { ...start, 'includedData?': one(['ALL_DATA', 'METADATA_ONLY']) },
  StopExecution: { executionArn: execution, 'error?': one(['E']), 'cause?': one(['c']) },
  TagResource: { resourceArn: resource, tags },
  TestState: {
    definition: one(STATES),
    'input?': one(INPUTS),
    'roleArn?': one([ROLE]),
    'inspectionLevel?': one(['INFO', 'DEBUG', 'TRACE']),
    'variables?': one(['{"x":1}']),
    'mock?': one([{ result: '{}' }, { errorOutput: { error: 'E' } }]),
    'context?': one(['{"Execution":{"Id":"x"}}']),
    'stateConfiguration?': one([{ retrierRetryCount: 1 }]),
  },
  UntagResource: { resourceArn: resource, tagKeys: one([['team'], [], ['none', '__proto__']]) },
  UpdateMapRun: { mapRunArn: mapRun, 'maxConcurrency?': one([0, 5]) },
  UpdateStateMachine: {
    stateMachineArn: machine,
    'definition?': one(DEFINITIONS),
    'roleArn?': one([ROLE, `${ROLE}-2`]),
    ...settings,
  },
  UpdateStateMachineAlias: {
    stateMachineAliasArn: alias,
    'routingConfiguration?': routing,
    'description?': one(['d', '']),
  },
  ValidateStateMachineDefinition: { definition: one(DEFINITIONS), 'severity?': one(['ERROR', 'WARNING']) },
};

export const FUZZED_ACTIONS: readonly string[] = Object.keys(ACTIONS);

/** What a world has before it is fuzzed: an activity, and a machine of each definition with an execution. */
export const FURNITURE: readonly SoundRequest[] = [
  { action: 'CreateActivity', body: { name: 'a0' } },
  ...DEFINITIONS.flatMap((definition, place) => [
    { action: 'CreateStateMachine', body: { name: `m${place}`, definition, roleArn: ROLE, publish: true } },
    { action: 'StartExecution', body: { stateMachineArn: `${PREFIX}:stateMachine:m${place}`, input: '[1,2]' } },
  ]),
];

/** What makes the world go round is asked for more often. */
const WEIGHTS = Object.keys(ACTIONS).map((action) => [action, /^(Create|Start|Publish)/.test(action) ? 4 : 1] as const);

/** A request that a sensible client could send. */
export function soundRequest(random: Random, pool: Pool): SoundRequest {
  const action = random.weighted(WEIGHTS);
  const body: Record<string, unknown> = {};
  for (const [member, draw] of Object.entries(ACTIONS[action] ?? {})) {
    if (member.endsWith('?') && random.chance(0.6)) continue;
    body[member.replace('?', '')] = draw(random, pool);
  }
  return { action, body };
}
