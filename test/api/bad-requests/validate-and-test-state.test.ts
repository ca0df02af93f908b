import { expect, test } from 'vitest';
import { createTestApi, PASS, ROLE } from '../harness.ts';
import type { Refusal } from './populated-api.ts';

const pass = '{"Type":"Pass","End":true}';
const task = '{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},"End":true}';
const wait = '{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","Parameters":{},"End":true}';
const map = '{"Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"End":true}';
const parallel =
  '{"Type":"Parallel","Branches":[{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}}],"End":true}';
const invalid = (text: string) => `InvalidDefinition: Invalid State Machine Definition: '${text}'`;
const refused = (message: string) => `ValidationException: ${message}`;
const context = (message: string) => refused(`Invalid Context object provided: ${message}`);
const mock = { result: '{}' };

test.each<Refusal>(
  [
    ['TestState', { definition: '{' }, ''],
    [
      'TestState',
      { definition: '[]' },
      invalid('SCHEMA_VALIDATION_FAILED: Definition must be a valid JSON object at null'),
    ],
    ['TestState', { definition: PASS, stateName: 'X' }, refused('State not found in definition')],
    ['TestState', { definition: pass, input: 'x' }, ''],
    ['TestState', { definition: pass, variables: '[]' }, refused('Variables must be a valid JSON object')],
    ['TestState', { definition: task }, refused('RoleArn must be specified when testing a Task state')],
    ['TestState', { definition: task, roleArn: 'x' }, "InvalidArn: Invalid Arn: 'Invalid ARN prefix: x'"],
    [
      'TestState',
      { definition: wait, roleArn: ROLE },
      refused(
        'TestState does not support Activity tasks, .sync or .waitForTaskToken service integration patterns when a mock is not specified.',
      ),
    ],
    [
      'TestState',
      { definition: map },
      'InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    ],
    [
      'TestState',
      { definition: parallel },
      'InvalidDefinition: TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    ],
    ['TestState', { definition: pass, mock }, refused("State type 'Pass' is not supported when a mock is specified")],
    [
      'TestState',
      { definition: task, mock, revealSecrets: true },
      refused('TestState does not support RevealSecrets when a mock is specified.'),
    ],
    [
      'TestState',
      { definition: task, mock: {} },
      refused('A test mock should have only one of the following fields: [result, errorOutput].'),
    ],
    [
      'TestState',
      { definition: task, mock: { result: '{}', errorOutput: { error: 'E' } } },
      refused('A test mock should have only one of the following fields: [result, errorOutput].'),
    ],
    ['TestState', { definition: task, mock: { result: 'x' } }, refused('Mocked result must be valid JSON')],
    ['TestState', { definition: map, mock: { result: '{}' } }, refused('Mocked result must be an array.')],
    [
      'TestState',
      { definition: parallel, mock: { result: '[1,2]' } },
      refused('Mocked result must contain the same number of items as number of Parallel branches.'),
    ],
    [
      'TestState',
      { definition: pass, stateConfiguration: { mapIterationFailureCount: 1 } },
      refused('TestState does not support MapIterationFailureCount when a mock is not specified.'),
    ],
    [
      'TestState',
      { definition: task, mock, context: '{"Map":{}}' },
      context("'Map' field is not supported when mocking a Context object"),
    ],
    ['TestState', { definition: task, mock, context: '{"x":1}' }, context("Field 'x' is not allowed")],
    [
      'TestState',
      { definition: task, mock, context: '{"Execution":{"Id":1}}' },
      context('Execution.Id must be a string'),
    ],
    [
      'TestState',
      { definition: task, mock, context: '{"Task":{"Token":"t"}}' },
      context(
        "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
      ),
    ],
    ['TestState', { definition: task, mock, context: 'x' }, context('Context must be a valid JSON object')],
  ].map(([action, body, message]) => [action, body, message] as Refusal),
)('%s with %j', async (action, body, message) => {
  const { call } = createTestApi();
  const answer = await call(action, body);
  expect([answer.status, `${String(answer.body.__type)}: ${String(answer.body.message)}`]).toEqual([
    400,
    message === '' ? expect.stringMatching(/^Invalid(Definition|ExecutionInput): /) : message,
  ]);
});

test.each<[definition: string, result: string]>([
  [PASS, 'OK'],
  ['{}', 'FAIL'],
  ['x', 'FAIL'],
  ['[]', 'FAIL'],
  ['"x"', 'FAIL'],
  ['['.repeat(100_000), 'FAIL'],
])(
  'ValidateStateMachineDefinition answers what is wrong with %.20j and is itself no error',
  async (definition, result) => {
    const { ok } = createTestApi();
    expect(await ok('ValidateStateMachineDefinition', { definition })).toMatchObject({ result });
  },
);
