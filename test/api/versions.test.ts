import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi, PASS, PASS_2 } from './harness.ts';

const ARN = arnOf('stateMachine:m');

describe('publishing a version', () => {
  test('gives the numbers 1, 2, … to the revisions', async () => {
    const { ok, machine } = createTestApi();
    await machine('m');
    expect(await ok('PublishStateMachineVersion', { stateMachineArn: ARN })).toEqual({
      stateMachineVersionArn: `${ARN}:1`,
      creationDate: expect.any(Number),
    });
    await ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2 });
    expect(await ok('PublishStateMachineVersion', { stateMachineArn: ARN })).toMatchObject({
      stateMachineVersionArn: `${ARN}:2`,
    });
  });

  test('twice of one revision gives the same version, whose description stays', async () => {
    const { ok, machine, clock } = createTestApi();
    await machine('m');
    const first = await ok('PublishStateMachineVersion', { stateMachineArn: ARN, description: 'first' });
    clock.advance(1000);
    expect(await ok('PublishStateMachineVersion', { stateMachineArn: ARN, description: 'second' })).toEqual(first);
    expect(await ok('DescribeStateMachine', { stateMachineArn: `${ARN}:1` })).toMatchObject({ description: 'first' });
  });

  test('goes with creating and updating', async () => {
    const { ok, machine } = createTestApi();
    await machine('m', { publish: true, versionDescription: 'one' });
    expect(
      await ok('CreateStateMachine', {
        name: 'm',
        definition: PASS,
        roleArn: 'arn:r',
        publish: true,
        versionDescription: 'one',
      }),
    ).toMatchObject({
      stateMachineVersionArn: `${ARN}:1`,
    });
    const update = { stateMachineArn: ARN, definition: PASS_2, publish: true, versionDescription: 'two' };
    expect(await ok('UpdateStateMachine', update)).toMatchObject({ stateMachineVersionArn: `${ARN}:2` });
    expect(await ok('UpdateStateMachine', update)).toMatchObject({ stateMachineVersionArn: `${ARN}:2` });
  });

  test('never uses a number again', async () => {
    const { ok, machine } = createTestApi();
    await machine('m', { publish: true });
    await ok('DeleteStateMachineVersion', { stateMachineVersionArn: `${ARN}:1` });
    expect(await ok('PublishStateMachineVersion', { stateMachineArn: ARN })).toMatchObject({
      stateMachineVersionArn: `${ARN}:2`,
    });
  });

  test('at the same time from several sides makes one version', async () => {
    const { ok, machine } = createTestApi();
    await machine('m');
    const published = await Promise.all(
      [1, 2, 3].map(() => ok('PublishStateMachineVersion', { stateMachineArn: ARN })),
    );
    expect(new Set(published.map(({ stateMachineVersionArn }) => stateMachineVersionArn))).toEqual(
      new Set([`${ARN}:1`]),
    );
  });

  test('of the revision INITIAL is one of a machine that was never updated', async () => {
    const { ok, error, machine } = createTestApi();
    await machine('m');
    expect(await error('PublishStateMachineVersion', { stateMachineArn: ARN, revisionId: 'another' })).toBe(
      'ConflictException: Failed to publish the State Machine version for revision another. The current State Machine revision is INITIAL.',
    );
    await ok('PublishStateMachineVersion', { stateMachineArn: ARN, revisionId: 'INITIAL' });
  });

  test('finishes what a crash left half done', async () => {
    const { ok, machine, context } = createTestApi();
    await machine('m', { publish: true });
    await context.resources.delete(`versions/${ARN}`, '0000000001');
    await ok('PublishStateMachineVersion', { stateMachineArn: ARN });
    expect(await ok('ListStateMachineVersions', { stateMachineArn: ARN })).toMatchObject({
      stateMachineVersions: [{ stateMachineVersionArn: `${ARN}:1` }],
    });
  });
});

describe('a version', () => {
  test('keeps its definition whatever happens to the machine', async () => {
    const { ok, machine, clock } = createTestApi();
    await machine('m', { publish: true });
    const published = clock.now() / 1000;
    clock.advance(1000);
    const { revisionId } = await ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2, publish: true });
    expect(await ok('DescribeStateMachine', { stateMachineArn: `${ARN}:1` })).toMatchObject({
      stateMachineArn: `${ARN}:1`,
      name: 'm',
      definition: PASS,
      creationDate: published,
    });
    expect(await ok('DescribeStateMachine', { stateMachineArn: `${ARN}:2` })).toMatchObject({
      definition: PASS_2,
      revisionId,
    });
  });

  test('is listed newest first, a page at a time', async () => {
    const { ok, machine } = createTestApi();
    await machine('m', { publish: true });
    for (let version = 2; version <= 11; version += 1) {
      const definition = PASS.replaceAll('P"', `P${version}"`);
      await ok('UpdateStateMachine', { stateMachineArn: ARN, definition, publish: true });
    }
    const numbers = (answer: Record<string, unknown>) =>
      (answer.stateMachineVersions as { stateMachineVersionArn: string }[]).map(({ stateMachineVersionArn }) =>
        Number(stateMachineVersionArn.split(':').at(-1)),
      );
    const first = await ok('ListStateMachineVersions', { stateMachineArn: ARN, maxResults: 8 });
    const second = await ok('ListStateMachineVersions', { stateMachineArn: ARN, nextToken: first.nextToken });
    expect([numbers(first), numbers(second)]).toEqual([
      [11, 10, 9, 8, 7, 6, 5, 4],
      [3, 2, 1],
    ]);
    expect(second).not.toHaveProperty('nextToken');
  });

  test('starts executions that say so', async () => {
    const { ok, machine } = createTestApi();
    await machine('m', { publish: true });
    await ok('UpdateStateMachine', { stateMachineArn: ARN, definition: PASS_2 });
    const { executionArn } = await ok('StartExecution', { stateMachineArn: `${ARN}:1`, name: 'e' });
    expect(executionArn).toBe(arnOf('execution:m:e'));
    expect(await ok('DescribeExecution', { executionArn })).toMatchObject({
      stateMachineArn: ARN,
      stateMachineVersionArn: `${ARN}:1`,
    });
    expect(await ok('DescribeStateMachineForExecution', { executionArn })).toMatchObject({ definition: PASS });
  });

  test('stays while an alias refers to it', async () => {
    const { ok, error, machine } = createTestApi();
    await machine('m', { publish: true });
    const routingConfiguration = [{ stateMachineVersionArn: `${ARN}:1`, weight: 100 }];
    for (const name of ['a', 'b']) await ok('CreateStateMachineAlias', { name, routingConfiguration });
    expect(await error('DeleteStateMachineVersion', { stateMachineVersionArn: `${ARN}:1` })).toBe(
      'ConflictException: Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [a, b]',
    );
    for (const name of ['a', 'b']) await ok('DeleteStateMachineAlias', { stateMachineAliasArn: `${ARN}:${name}` });
    await ok('DeleteStateMachineVersion', { stateMachineVersionArn: `${ARN}:1` });
    expect(await error('StartExecution', { stateMachineArn: `${ARN}:1` })).toContain('StateMachineDoesNotExist');
  });
});
