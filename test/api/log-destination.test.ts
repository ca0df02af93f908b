import { expect, test } from 'vitest';
import type { FindLogGroup } from '../../lib/ports/execution-log.ts';
import { arnOf, createTestApi } from './harness.ts';

const ARN = arnOf('stateMachine:orders');
const logGroupArn = (name: string) => `arn:aws:logs:eu-west-1:111122223333:log-group:${name}:*`;
const logging = (name: string, level = 'ALL') => ({
  loggingConfiguration: { level, destinations: [{ cloudWatchLogsLogGroup: { logGroupArn: logGroupArn(name) } }] },
});

/** CloudWatch Logs with a log group `there`, and one that nobody may write to. */
function service() {
  const asked: string[] = [];
  const findLogGroup: FindLogGroup = async (arn) => {
    asked.push(arn);
    if (arn === logGroupArn('there')) return 'found';
    return arn === logGroupArn('secret') ? 'refused' : 'missing';
  };
  return { asked, ...createTestApi({ findLogGroup }) };
}

const NOT_FOUND = 'InvalidLoggingConfiguration: Invalid Logging Configuration: Log Destination not found.';
const REFUSED = 'AccessDeniedException: The state machine IAM Role is not authorized to access the Log Destination';

test.each([
  ['gone', NOT_FOUND],
  ['secret', REFUSED],
])('a machine cannot be created with the log group %s, nor get it later', async (name, text) => {
  const { error, machine, ok } = service();
  await expect(machine('orders', logging(name))).rejects.toThrow(text.split(': ').at(-1));
  await machine('orders', logging('there'));
  expect(await error('UpdateStateMachine', { stateMachineArn: ARN, ...logging(name) })).toBe(text);
  expect(await ok('DescribeStateMachine', { stateMachineArn: ARN })).toMatchObject(logging('there'));
});

test('a log group is looked for when a machine gets it, and not when something else is changed', async () => {
  const { asked, machine, ok } = service();
  await machine('orders', logging('there'));
  await ok('UpdateStateMachine', { stateMachineArn: ARN, roleArn: 'arn:aws:iam::111122223333:role/other' });
  expect(asked).toEqual([logGroupArn('there')]);
});

test('with level OFF no log group is looked for', async () => {
  const { asked, machine } = service();
  await machine('orders', logging('gone', 'OFF'));
  expect(asked).toEqual([]);
});
