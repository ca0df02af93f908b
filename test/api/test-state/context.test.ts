import { describe, expect, test } from 'vitest';
import { ROLE } from '../harness.ts';
import { createStateTester } from './state-tester.ts';

const tester = createStateTester();
const invoke = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const waiting = { ...invoke, Resource: `${invoke.Resource}.waitForTaskToken`, Parameters: { 't.$': '$$.Task.Token' } };
const mock = { result: '{}' };

describe('without a context', () => {
  const state = { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.context %}', End: true };
  const id = (kind: string) => expect.stringMatching(`^arn:aws:states:eu-west-1:111122223333:${kind}:`) as unknown;
  const shown = {
    Execution: {
      Id: id('express'),
      Input: { a: 1 },
      Name: expect.any(String) as unknown,
      StartTime: expect.any(String) as unknown,
    },
    StateMachine: { Id: id('stateMachine'), Name: expect.any(String) as unknown },
    State: { Name: 'StateName', EnteredTime: expect.any(String) as unknown },
  };

  test.each([
    ['with its role', ROLE, ROLE],
    ['with null in the place of a role', undefined, null],
  ])('a state believes to be in an Express execution %s', async (_name, roleArn, shownRole) => {
    const { output } = await tester.test({ state, input: { a: 1 }, roleArn });
    expect(output).toEqual({ ...shown, Execution: { ...shown.Execution, RoleArn: shownRole } });
  });

  test('a state within a Map sees its input as the first item', async () => {
    const inner = { StartAt: 'S', States: { S: state } };
    const parallel = { Type: 'Parallel', Branches: [inner], End: true };
    const processor = { StartAt: 'L', States: { L: parallel } };
    const machine = { StartAt: 'M', States: { M: { Type: 'Map', ItemProcessor: processor, End: true } } };
    const { output } = await tester.test({ state: machine, stateName: 'S', input: [7] });
    expect(output).toMatchObject({ Map: { Item: { Index: 0, Value: [7] } } });
  });

  test('a Task that waits for a callback has a token', async () => {
    const { inspectionData } = await tester.test({ state: waiting, mock, inspectionLevel: 'DEBUG' });
    expect(inspectionData).toMatchObject({ afterParameters: { t: expect.stringMatching(/./) as unknown } });
  });
});

test('a context takes the place of the whole context object', async () => {
  const context = { Execution: { Input: { b: 2 }, Name: 'mine' }, Task: { Token: 'token' } };
  const { inspectionData } = await tester.test({
    state: { ...waiting, ResultSelector: { 'all.$': '$$' } },
    context,
    mock,
    inspectionLevel: 'DEBUG',
  });
  expect(inspectionData).toMatchObject({ afterParameters: { t: 'token' }, afterResultSelector: { all: context } });
});

describe('a context is refused', () => {
  test.each([
    [[], 'Context must be a valid JSON object'],
    [{ Map: {} }, "'Map' field is not supported when mocking a Context object"],
    [{ Pokedex: {} }, "Field 'Pokedex' is not allowed"],
    [{ Execution: { pokemon: 1 } }, "Field 'pokemon' is not allowed"],
    [{ Execution: 1 }, 'Execution must be an object'],
    [{ Execution: { Id: 1 } }, 'Execution.Id must be a string'],
    [{ State: { RetryCount: '1' } }, 'State.RetryCount must be a number'],
    [
      { Task: { Token: 't' } },
      "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
    ],
  ])('that is %j', async (context, reason) => {
    expect(await tester.refusal({ state: invoke, context, mock })).toBe(
      `ValidationException: Invalid Context object provided: ${reason}`,
    );
  });

  test('without a mock', async () => {
    expect(await tester.refusal({ state: { Type: 'Succeed' }, context: {} })).toBe(
      'ValidationException: TestState does not support Context when a mock is not specified.',
    );
  });
});
