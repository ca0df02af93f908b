import { arnOf, createTestApi, PASS, ROLE, type TestApi } from '../harness.ts';

export const ORDERS = arnOf('stateMachine:orders');
export const QUICK = arnOf('stateMachine:quick');
export const RUNNING = arnOf('execution:orders:running');
const DONE = arnOf('execution:orders:done');
/** What no test makes. */
export const MISSING = arnOf('stateMachine:missing');

/** One line of a table of bad requests. */
export type Refusal = [action: string, body: object, error: string];

/**
 * An API that has a Standard machine with version 1 and the alias PROD, one execution of it that runs and one that has
 * ended, an Express machine, an activity, and a Standard machine that is being deleted.
 */
export async function createPopulatedApi(): Promise<TestApi> {
  const test = createTestApi();
  await test.machine('orders', { publish: true });
  await test.machine('quick', { type: 'EXPRESS' });
  await test.ok('CreateStateMachineAlias', {
    name: 'PROD',
    routingConfiguration: [{ stateMachineVersionArn: `${ORDERS}:1`, weight: 100 }],
  });
  await test.ok('CreateActivity', { name: 'packing' });
  await test.ok('StartExecution', { stateMachineArn: ORDERS, name: 'running', input: '{"n":1}' });
  await test.ok('StartExecution', { stateMachineArn: ORDERS, name: 'done' });
  await test.engine.finish(DONE, { status: 'SUCCEEDED', output: '{}' });
  const going = await test.machine('going', { publish: true });
  await test.ok('StartExecution', { stateMachineArn: going, name: 'last' });
  await test.ok('DeleteStateMachine', { stateMachineArn: going });
  return test;
}

export const DELETING = arnOf('stateMachine:going');

/** Members of a CreateStateMachine request that would do. */
export const NEW = { name: 'new', definition: PASS, roleArn: ROLE };
