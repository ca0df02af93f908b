import { describe, expect, test } from 'vitest';
import { childOutcome } from '../../../lib/adapters/tasks/states/child-outcome.ts';
import type { Json } from '../../../lib/asl/json.ts';

const SYNC = 'arn:aws:states:::states:startExecution.sync';
const ended = {
  executionArn: 'arn:e',
  stateMachineArn: 'arn:m',
  name: 'n',
  startDate: 1700000000.123,
  stopDate: 1700000001.5,
  input: '{"a":1}',
  inputDetails: { included: true },
  traceHeader: null,
};
const succeeded = {
  ...ended,
  status: 'SUCCEEDED',
  output: '[ 1 ]',
  outputDetails: { included: true },
  redriveCount: 0,
};

describe('the end of a nested execution', () => {
  test.each([
    ['.sync gives its texts', SYNC, '{"a":1}', '[ 1 ]'],
    ['.sync:2 gives its data', `${SYNC}:2`, { a: 1 }, [1]],
  ])('%s', (_, resource, Input, Output) => {
    const outcome = childOutcome(succeeded, resource);
    expect(JSON.parse('output' in outcome ? outcome.output : '') as Json).toEqual({
      ExecutionArn: 'arn:e',
      Input,
      InputDetails: { Included: true },
      Name: 'n',
      Output,
      OutputDetails: { Included: true },
      RedriveCount: 0,
      StartDate: 1700000000123,
      StateMachineArn: 'arn:m',
      Status: 'SUCCEEDED',
      StopDate: 1700000001500,
    });
  });

  test('the data keep their numbers', () => {
    const outcome = childOutcome({ ...succeeded, output: '[1.0, 1e400]' }, `${SYNC}:2`);
    expect('output' in outcome ? outcome.output : '').toContain('"Output":[1.0,1e400]');
  });

  test.each(['FAILED', 'TIMED_OUT', 'ABORTED'])('%s fails the task with the description as cause', (status) => {
    expect(childOutcome({ ...ended, status, error: 'E', cause: 'C' }, `${SYNC}:2`)).toEqual({
      error: 'States.TaskFailed',
      cause:
        '{"Cause":"C","Error":"E","ExecutionArn":"arn:e","Input":"{\\"a\\":1}","InputDetails":{"Included":true},"Name":"n",' +
        `"StartDate":1700000000123,"StateMachineArn":"arn:m","Status":"${status}","StopDate":1700000001500}`,
    });
  });
});
