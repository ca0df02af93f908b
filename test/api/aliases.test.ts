import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi, PASS, PASS_2 } from './harness.ts';

const ARN = arnOf('stateMachine:m');
const route = (version: number, weight: number, machine = ARN) => ({
  stateMachineVersionArn: `${machine}:${version}`,
  weight,
});
const ALL_TO_1 = [route(1, 100)];

/** A machine with the versions 1 and 2. */
async function twoVersions(overrides: Parameters<typeof createTestApi>[0] = {}) {
  const api = createTestApi(overrides);
  await api.machine('m', { publish: true });
  await api.ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2, publish: true });
  return api;
}

describe('an alias', () => {
  test('can be created, described, updated, listed and deleted', async () => {
    const { ok, clock } = await twoVersions();
    const creationDate = clock.now() / 1000;
    const alias = { stateMachineAliasArn: `${ARN}:PROD` };
    expect(await ok('CreateStateMachineAlias', { name: 'PROD', routingConfiguration: ALL_TO_1 })).toEqual({
      ...alias,
      creationDate,
    });
    expect(await ok('DescribeStateMachineAlias', alias)).toEqual({
      ...alias,
      name: 'PROD',
      routingConfiguration: ALL_TO_1,
      creationDate,
      updateDate: creationDate,
    });

    clock.advance(1000);
    const updateDate = clock.now() / 1000;
    expect(await ok('UpdateStateMachineAlias', { ...alias, description: 'now' })).toEqual({ updateDate });
    await ok('UpdateStateMachineAlias', { ...alias, routingConfiguration: [route(1, 30), route(2, 70)] });
    expect(await ok('DescribeStateMachineAlias', alias)).toMatchObject({
      description: 'now',
      routingConfiguration: [route(1, 30), route(2, 70)],
      creationDate,
      updateDate,
    });

    expect(await ok('ListStateMachineAliases', { stateMachineArn: ARN })).toEqual({
      stateMachineAliases: [{ ...alias, creationDate }],
    });
    expect(await ok('DeleteStateMachineAlias', alias)).toEqual({});
    expect(await ok('ListStateMachineAliases', { stateMachineArn: ARN })).toEqual({ stateMachineAliases: [] });
  });

  test('created again with the same values is answered as the first time', async () => {
    const { ok, error, clock } = await twoVersions();
    const create = { name: 'PROD', description: 'd', routingConfiguration: [route(1, 40), route(2, 60)] };
    const first = await ok('CreateStateMachineAlias', create);
    clock.advance(1000);
    expect(await ok('CreateStateMachineAlias', create)).toEqual(first);
    for (const other of [{ description: 'other' }, { routingConfiguration: ALL_TO_1 }]) {
      expect(await error('CreateStateMachineAlias', { ...create, ...other })).toBe(
        'ConflictException: Failed to create alias because an alias with the same name and a different routing configuration already exists.',
      );
    }
  });

  test.each<[string, object[], string]>([
    [
      'weights that do not sum up',
      [route(1, 70), route(2, 29)],
      'Sum of routing configuration weights must equal 100. Received: [70, 29]',
    ],
    [
      'the same version twice',
      [route(1, 50), route(1, 50)],
      `Routing configuration must contain distinct state machine version ARNs. Received: [${ARN}:1, ${ARN}:1]`,
    ],
    [
      'a version that does not exist',
      [route(1, 50), route(3, 50)],
      `Routing configuration must contain state machine version ARNs. Received: [${ARN}:1, ${ARN}:3]`,
    ],
    [
      'a machine without a version',
      [{ stateMachineVersionArn: ARN, weight: 100 }],
      `Routing configuration must contain state machine version ARNs. Received: [${ARN}]`,
    ],
    [
      'versions of two machines',
      [route(1, 50), route(1, 50, arnOf('stateMachine:other'))],
      `Routing configuration must contain versions of one state machine. Received: [${ARN}:1, ${arnOf('stateMachine:other')}:1]`,
    ],
  ])('with %s is refused', async (_, routingConfiguration, message) => {
    const { call } = await twoVersions();
    const { body } = await call('CreateStateMachineAlias', { name: 'a', routingConfiguration });
    expect(body).toEqual({ __type: 'ValidationException', message, reason: 'INVALID_ROUTING_CONFIGURATION' });
  });

  test('is not updated by nothing', async () => {
    const { ok, error } = await twoVersions();
    await ok('CreateStateMachineAlias', { name: 'a', routingConfiguration: ALL_TO_1 });
    expect(await error('UpdateStateMachineAlias', { stateMachineAliasArn: `${ARN}:a` })).toBe(
      'ValidationException: Either the description or the RoutingConfiguration must be specified',
    );
  });

  test('of a machine that does not exist is not created', async () => {
    const { error } = createTestApi();
    expect(await error('CreateStateMachineAlias', { name: 'a', routingConfiguration: ALL_TO_1 })).toBe(
      'ResourceNotFound: Request references a resource that does not exist.',
    );
  });

  test.each([
    [0, 1],
    [0.29, 1],
    [0.3, 2],
    [0.999, 2],
  ])('draws the version of an execution by its weights (%d gives version %i)', async (random, version) => {
    const { ok } = await twoVersions({ random: () => random });
    await ok('CreateStateMachineAlias', { name: 'PROD', routingConfiguration: [route(1, 30), route(2, 70)] });
    const { executionArn } = await ok('StartExecution', { stateMachineArn: `${ARN}:PROD` });
    expect(await ok('DescribeExecution', { executionArn })).toMatchObject({
      stateMachineArn: ARN,
      stateMachineAliasArn: `${ARN}:PROD`,
      stateMachineVersionArn: `${ARN}:${version}`,
    });
    expect(await ok('DescribeStateMachineForExecution', { executionArn })).toMatchObject({
      definition: version === 1 ? PASS : PASS_2,
    });
  });

  test('with a weight of 0 for a version never draws it', async () => {
    const { ok } = await twoVersions({ random: () => 0 });
    await ok('CreateStateMachineAlias', { name: 'PROD', routingConfiguration: [route(1, 0), route(2, 100)] });
    const { executionArn } = await ok('StartExecution', { stateMachineArn: `${ARN}:PROD` });
    expect(await ok('DescribeExecution', { executionArn })).toMatchObject({ stateMachineVersionArn: `${ARN}:2` });
  });

  test('is described by the version most executions go to', async () => {
    const { ok } = await twoVersions();
    await ok('CreateStateMachineAlias', { name: 'PROD', routingConfiguration: [route(1, 30), route(2, 70)] });
    expect(await ok('DescribeStateMachine', { stateMachineArn: `${ARN}:PROD` })).toMatchObject({
      stateMachineArn: `${ARN}:PROD`,
      definition: PASS_2,
    });
  });

  test('lists the executions that it started', async () => {
    const { ok } = await twoVersions();
    await ok('CreateStateMachineAlias', { name: 'PROD', routingConfiguration: ALL_TO_1 });
    for (const [stateMachineArn, name] of [
      [ARN, 'plain'],
      [`${ARN}:1`, 'version'],
      [`${ARN}:PROD`, 'alias'],
    ]) {
      await ok('StartExecution', { stateMachineArn, name });
    }
    const listed = async (stateMachineArn: string) => {
      const { executions } = await ok('ListExecutions', { stateMachineArn });
      return (executions as { name: string }[]).map(({ name }) => name).sort();
    };
    expect(await listed(ARN)).toEqual(['alias', 'plain', 'version']);
    expect(await listed(`${ARN}:1`)).toEqual(['alias', 'version']);
    expect(await listed(`${ARN}:PROD`)).toEqual(['alias']);
  });
});

describe('ListStateMachineAliases', () => {
  test('lists in the order of creation, a page at a time, whatever was deleted', async () => {
    const { ok } = await twoVersions();
    for (const name of ['c', 'a', 'b', 'd'])
      await ok('CreateStateMachineAlias', { name, routingConfiguration: ALL_TO_1 });
    const first = await ok('ListStateMachineAliases', { stateMachineArn: ARN, maxResults: 2 });
    expect(first).toMatchObject({
      stateMachineAliases: [{ stateMachineAliasArn: `${ARN}:c` }, { stateMachineAliasArn: `${ARN}:a` }],
    });
    await ok('DeleteStateMachineAlias', { stateMachineAliasArn: `${ARN}:a` });
    const second = await ok('ListStateMachineAliases', { stateMachineArn: ARN, nextToken: first.nextToken });
    expect(second).toMatchObject({
      stateMachineAliases: [{ stateMachineAliasArn: `${ARN}:b` }, { stateMachineAliasArn: `${ARN}:d` }],
    });
  });

  test('of a version lists the aliases that route to it', async () => {
    const { ok } = await twoVersions();
    await ok('CreateStateMachineAlias', { name: 'one', routingConfiguration: ALL_TO_1 });
    await ok('CreateStateMachineAlias', { name: 'both', routingConfiguration: [route(1, 50), route(2, 50)] });
    expect(await ok('ListStateMachineAliases', { stateMachineArn: `${ARN}:2` })).toMatchObject({
      stateMachineAliases: [{ stateMachineAliasArn: `${ARN}:both` }],
    });
  });
});
