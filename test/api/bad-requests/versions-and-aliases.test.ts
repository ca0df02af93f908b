import { expect, test } from 'vitest';
import { arnOf } from '../harness.ts';
import { createPopulatedApi, DELETING, MISSING, ORDERS, QUICK, type Refusal } from './populated-api.ts';

const V1 = `${ORDERS}:1`;
const route = (stateMachineVersionArn: string, weight = 100) => ({ stateMachineVersionArn, weight });
const alias = (...routingConfiguration: object[]) => ({ name: 'TEST', routingConfiguration });
const routing = (message: string) => `ValidationException: ${message}`;
const sum = (weights: string) => routing(`Sum of routing configuration weights must equal 100. Received: [${weights}]`);
const noVersions = (arns: string) =>
  routing(`Routing configuration must contain state machine version ARNs. Received: [${arns}]`);
const noAlias = 'ResourceNotFound: Request references a resource that does not exist.';
const nowhere = (arn: string) => `StateMachineDoesNotExist: State Machine Does Not Exist: '${arn}'`;
const going = (arn: string) => `StateMachineDeleting: State Machine is being deleted: '${arn}'`;
const noArn = (arn: string) => `InvalidArn: Invalid Arn: 'Invalid ARN prefix: ${arn}'`;
const badToken = "InvalidToken: Invalid Token: 'Invalid token'";
const taken =
  'ConflictException: Failed to create alias because an alias with the same name and a different routing configuration already exists.';
const revision = (given: string) =>
  `ConflictException: Failed to publish the State Machine version for revision ${given}. The current State Machine revision is INITIAL.`;
const PATTERN = '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$';
const aliasName = (name: string) =>
  routing(
    `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ${PATTERN}`,
  );

test.each<Refusal>([
  ['PublishStateMachineVersion', { stateMachineArn: MISSING }, nowhere(MISSING)],
  ['PublishStateMachineVersion', { stateMachineArn: DELETING }, going(DELETING)],
  ['PublishStateMachineVersion', { stateMachineArn: ORDERS, revisionId: 'x' }, revision('x')],
  ['PublishStateMachineVersion', { stateMachineArn: ORDERS, revisionId: '' }, revision('')],
  ['ListStateMachineVersions', { stateMachineArn: MISSING }, `InvalidArn: Invalid Arn: '${MISSING}'`],
  ['ListStateMachineVersions', { stateMachineArn: ORDERS, nextToken: 'x' }, badToken],
  ['DeleteStateMachineVersion', { stateMachineVersionArn: ORDERS }, noArn(ORDERS)],

  ['CreateStateMachineAlias', alias(route(V1, 70), route(`${ORDERS}:2`, 29)), sum('70, 29')],
  ['CreateStateMachineAlias', alias(route(V1, 0)), sum('0')],
  [
    'CreateStateMachineAlias',
    alias(route(V1, 50), route(V1, 50)),
    routing(`Routing configuration must contain distinct state machine version ARNs. Received: [${V1}, ${V1}]`),
  ],
  ['CreateStateMachineAlias', alias(route(`${ORDERS}:2`)), noVersions(`${ORDERS}:2`)],
  ['CreateStateMachineAlias', alias(route(ORDERS)), noVersions(ORDERS)],
  ['CreateStateMachineAlias', alias(route(`${ORDERS}:PROD`)), noVersions(`${ORDERS}:PROD`)],
  ['CreateStateMachineAlias', alias(route(V1, 50), route(`${ORDERS}:3`, 50)), noVersions(`${V1}, ${ORDERS}:3`)],
  [
    'CreateStateMachineAlias',
    alias(route(V1, 50), route(`${QUICK}:1`, 50)),
    routing(`Routing configuration must contain versions of one state machine. Received: [${V1}, ${QUICK}:1]`),
  ],
  ['CreateStateMachineAlias', alias(route('x')), noArn('x')],
  [
    'CreateStateMachineAlias',
    alias(route(arnOf('activity:a'))),
    "InvalidArn: Invalid Arn: 'Resource type not valid in this context: activity'",
  ],
  ['CreateStateMachineAlias', alias(route(`${MISSING}:1`)), noAlias],
  ['CreateStateMachineAlias', alias(route(`${DELETING}:1`)), going(DELETING)],
  ['CreateStateMachineAlias', { ...alias(route(V1)), name: '12' }, aliasName('12')],
  ['CreateStateMachineAlias', { ...alias(route(V1)), name: 'a b' }, aliasName('a b')],
  ['CreateStateMachineAlias', { ...alias(route(V1)), name: 'PROD', description: 'other' }, taken],

  ['DescribeStateMachineAlias', { stateMachineAliasArn: `${ORDERS}:TEST` }, noAlias],
  ['DescribeStateMachineAlias', { stateMachineAliasArn: `${MISSING}:PROD` }, noAlias],
  ['DescribeStateMachineAlias', { stateMachineAliasArn: ORDERS }, noArn(ORDERS)],
  [
    'UpdateStateMachineAlias',
    { stateMachineAliasArn: `${ORDERS}:PROD` },
    routing('Either the description or the RoutingConfiguration must be specified'),
  ],
  ['UpdateStateMachineAlias', { stateMachineAliasArn: `${ORDERS}:TEST`, description: 'd' }, noAlias],
  ['UpdateStateMachineAlias', { stateMachineAliasArn: `${MISSING}:PROD`, description: 'd' }, noAlias],
  [
    'UpdateStateMachineAlias',
    { stateMachineAliasArn: `${ORDERS}:PROD`, routingConfiguration: [route(`${ORDERS}:2`)] },
    noVersions(`${ORDERS}:2`),
  ],
  [
    'UpdateStateMachineAlias',
    { stateMachineAliasArn: `${ORDERS}:PROD`, routingConfiguration: [route(V1, 99)] },
    sum('99'),
  ],
  ['ListStateMachineAliases', { stateMachineArn: MISSING }, nowhere(MISSING)],
  ['ListStateMachineAliases', { stateMachineArn: DELETING }, going(DELETING)],
  ['ListStateMachineAliases', { stateMachineArn: ORDERS, nextToken: 'x' }, badToken],
])('%s with %j', async (action, body, message) => {
  const { error, ok } = await createPopulatedApi();
  const before = await ok('DescribeStateMachineAlias', { stateMachineAliasArn: `${ORDERS}:PROD` });
  expect(await error(action, body)).toBe(message);
  expect(await ok('DescribeStateMachineAlias', { stateMachineAliasArn: `${ORDERS}:PROD` })).toEqual(before);
});

test.each<[action: string, body: object, reason: string]>([
  ['CreateStateMachineAlias', alias(route(V1, 1)), 'INVALID_ROUTING_CONFIGURATION'],
  ['CreateStateMachineAlias', alias(route(ORDERS)), 'INVALID_ROUTING_CONFIGURATION'],
  ['UpdateStateMachineAlias', { stateMachineAliasArn: `${ORDERS}:PROD` }, 'MISSING_REQUIRED_PARAMETER'],
])('%s with %j gives the reason', async (action, body, reason) => {
  const { call } = await createPopulatedApi();
  expect((await call(action, body)).body).toMatchObject({ __type: 'ValidationException', reason });
});

test.each<[action: string, body: object]>([
  ['DeleteStateMachineVersion', { stateMachineVersionArn: `${ORDERS}:2` }],
  ['DeleteStateMachineVersion', { stateMachineVersionArn: `${MISSING}:1` }],
  ['DeleteStateMachineAlias', { stateMachineAliasArn: `${ORDERS}:TEST` }],
  ['DeleteStateMachineAlias', { stateMachineAliasArn: `${MISSING}:PROD` }],
])('%s of what is not there succeeds: %j', async (action, body) => {
  const { ok } = await createPopulatedApi();
  expect(await ok(action, body)).toEqual({});
});
