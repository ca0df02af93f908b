import { expect, test } from 'vitest';
import type { JsonObject } from '../../../lib/asl/json.ts';
import { awsSdkSfn, type OwnApiAnswer } from '../../../lib/adapters/tasks/states/aws-sdk-sfn.ts';
import type { TaskRequest } from '../../../lib/ports/task-runner.ts';

const executionArn = 'arn:aws:states:eu-west-1:111122223333:execution:Orders:one';

function callWith(action: string, parameters: object, answer: OwnApiAnswer) {
  const asked: { action: string; input: JsonObject }[] = [];
  const integration = awsSdkSfn(action, async (_, name, input) => {
    asked.push({ action: name, input });
    return answer;
  });
  const request: TaskRequest = {
    executionArn,
    stateMachineArn: '',
    roleArn: '',
    resource: `arn:aws:states:::aws-sdk:sfn:${action}`,
    parameters: JSON.stringify(parameters),
    idempotencyKey: 'key',
    pend: 1,
    attempt: 0,
  };
  const outcome = integration.call(request, new AbortController().signal);
  return { asked, outcome };
}

const ok = (body: JsonObject): OwnApiAnswer => ({ status: 200, requestId: 'id', body });

test('parameters reach the API under its own names, without those that are null', async () => {
  const { asked, outcome } = callWith('startExecution', { StateMachineArn: 'sm', Input: null, Name: 'n' }, ok({}));
  await outcome;
  expect(asked).toEqual([{ action: 'StartExecution', input: { stateMachineArn: 'sm', name: 'n' } }]);
});

test('JSON given where the API wants a text is sent as its text', async () => {
  const { asked, outcome } = callWith('sendTaskSuccess', { TaskToken: 't', Output: { Done: true } }, ok({}));
  await outcome;
  expect(asked[0]?.input).toEqual({ taskToken: 't', output: '{"Done":true}' });
});

test('the answer has capitalised members and times in ISO 8601', async () => {
  const body = { executions: [{ name: 'one', startDate: 1_700_000_000.123 }], redriveCount: 0 };
  const { outcome } = callWith('listExecutions', { StateMachineArn: 'sm' }, ok(body));
  expect(JSON.parse(((await outcome) as { output: string }).output)).toEqual({
    Executions: [{ Name: 'one', StartDate: '2023-11-14T22:13:20.123Z' }],
    RedriveCount: 0,
  });
});

test.each([
  ['InvalidToken', 'Sfn.InvalidTokenException'],
  ['ValidationException', 'Sfn.ValidationException'],
])('an API error %s is the task error %s', async (type, error) => {
  const answer = { status: 400, requestId: 'id', body: { __type: type, message: 'No' } };
  const { outcome } = callWith('sendTaskSuccess', {}, answer);
  const cause = 'No (Service: Sfn, Status Code: 400, Request ID: id) (SDK Attempt Count: 1)';
  expect(await outcome).toEqual({ error, cause });
});

test.each([
  ['describeExecution', 'readOnly'],
  ['listActivities', 'readOnly'],
  ['getActivityTask', 'atMostOnce'],
  ['startExecution', 'atMostOnce'],
])('a lost %s is treated as %s', (action, callClass) => {
  expect(awsSdkSfn(action, async () => ok({})).callClass).toBe(callClass);
});
