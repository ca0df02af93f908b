import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi, PASS, ROLE } from './harness.ts';

const ARN = arnOf('stateMachine:m');
const create = { name: 'm', definition: PASS, roleArn: ROLE, publish: true };
const routing = { routingConfiguration: [{ stateMachineVersionArn: `${ARN}:1`, weight: 100 }] };

/** How far the first request gets before the second one comes. */
const HEAD_STARTS = Array.from({ length: 12 }, (_, steps) => steps);

type Request = [action: string, body: object];

/** What the second of two requests is answered, for every head start of the first; each answer once. */
async function answersTo(second: Request, first: Request): Promise<string[]> {
  const answers = new Set<string>();
  for (const steps of HEAD_STARTS) {
    const { call, engine, ok } = createTestApi();
    await ok('CreateStateMachine', create);
    await ok('CreateStateMachineAlias', { name: 'PROD', ...routing });
    const { executionArn } = await ok('StartExecution', { stateMachineArn: ARN });
    await ok('DeleteStateMachine', { stateMachineArn: ARN });
    await engine.finish(String(executionArn), { status: 'ABORTED' });
    const begun = call(...first);
    for (let step = 0; step < steps; step += 1) await Promise.resolve();
    const { status, body } = await call(...second);
    await begun;
    answers.add(status === 200 ? 'ok' : String(body.__type));
  }
  return [...answers].toSorted();
}

describe('While a deletion comes to its end', () => {
  const finishing: Request = ['DescribeStateMachine', { stateMachineArn: ARN }];

  test.each<[action: string, body: object, answers: readonly string[]]>([
    ['CreateStateMachine', create, ['StateMachineDeleting', 'ok']],
    ['DeleteStateMachine', { stateMachineArn: ARN }, ['ok']],
    ['DeleteStateMachineAlias', { stateMachineAliasArn: `${ARN}:PROD` }, ['ok']],
    ['DeleteStateMachineVersion', { stateMachineVersionArn: `${ARN}:1` }, ['ConflictException', 'ok']],
    ['TagResource', { resourceArn: ARN, tags: [{ key: 'k', value: 'v' }] }, ['ResourceNotFound', 'ok']],
    ['UntagResource', { resourceArn: ARN, tagKeys: ['k'] }, ['ResourceNotFound', 'ok']],
    [
      'CreateStateMachineAlias',
      { name: 'TEST', ...routing },
      ['ResourceNotFound', 'StateMachineDeleting', 'ValidationException'],
    ],
    [
      'UpdateStateMachineAlias',
      { stateMachineAliasArn: `${ARN}:PROD`, ...routing },
      ['ResourceNotFound', 'StateMachineDeleting', 'ValidationException'],
    ],
    [
      'UpdateStateMachine',
      { stateMachineArn: ARN, roleArn: `${ROLE}-2` },
      ['StateMachineDeleting', 'StateMachineDoesNotExist'],
    ],
    ['PublishStateMachineVersion', { stateMachineArn: ARN }, ['StateMachineDeleting', 'StateMachineDoesNotExist']],
    ['StartExecution', { stateMachineArn: ARN }, ['StateMachineDeleting', 'StateMachineDoesNotExist']],
  ])('%s is answered as its errors allow', async (action, body, answers) => {
    const given = await answersTo([action, body], finishing);
    expect(answers).toEqual(expect.arrayContaining(given));
  });
});

test('of many that create one machine in different ways one wins, and nothing is left of the others', async () => {
  const { call, ok } = createTestApi();
  const definitions = Array.from({ length: 20 }, (_, place) => PASS.replace('"End"', `"Comment":"${place}","End"`));
  const answers = await Promise.all(
    definitions.map((definition) => call('CreateStateMachine', { ...create, definition })),
  );
  const won = answers.findIndex(({ status }) => status === 200);
  expect(answers.map(({ body }) => body.__type ?? 'ok').toSorted()).toEqual([
    ...Array.from({ length: 19 }, () => 'StateMachineAlreadyExists'),
    'ok',
  ]);
  expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).toMatchObject({ definition: definitions[won] });
});
