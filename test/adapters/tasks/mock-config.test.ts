import { describe, expect, test } from 'vitest';
import { InvalidMockConfig, parseMockConfig } from '../../../lib/adapters/tasks/mock-config/parse-mock-config.ts';
import { createMockedTasks } from '../../../lib/adapters/tasks/mock-config/mocked-tasks.ts';
import type { Json } from '../../../lib/asl/json.ts';
import type { ExecutionRecord } from '../../../lib/ports/execution-store.ts';

const STARTED = 1_700_000_000_000;
const FLAKY = {
  '0': { Throw: { Error: 'Net.Down', Cause: 'No answer' } },
  '1-2': { Return: { ready: false } },
  '3': { Return: 'done' },
};
const FILE = {
  StateMachines: { Orders: { TestCases: { Slow: { Ask: 'Flaky', Pay: 'Paid' }, Fast: { Ask: 'Paid' } } } },
  MockedResponses: { Flaky: FLAKY, Paid: { '0': { Return: null } } },
};

function execution(name: string, changes: Partial<ExecutionRecord> = {}): ExecutionRecord {
  return {
    executionArn: `arn:aws:states:eu-west-1:111122223333:execution:Orders:${name}`,
    stateMachineArn: 'arn:aws:states:eu-west-1:111122223333:stateMachine:Orders',
    name,
    revision: 'r',
    input: '{}',
    startDate: STARTED,
    mockCase: 'Slow',
    ...changes,
  };
}

const mocksOf = (file: Json = FILE) =>
  createMockedTasks({ file: 'mocks.json', testCases: parseMockConfig(file) }, STARTED);
const down = { error: 'Net.Down', cause: 'No answer' };

describe('a test case', () => {
  test('is there by the names of its state machine and itself', () => {
    const mocks = mocksOf();
    expect(mocks.mockedStates('Orders', 'Slow')).toEqual(['Ask', 'Pay']);
    expect(mocks.mockedStates('Orders', 'Other')).toBeUndefined();
    expect(mocks.mockedStates('Other', 'Slow')).toBeUndefined();
  });

  test('answers the invocations of a state in their order', () => {
    const mocks = mocksOf();
    const answers = [11, 12, 13, 14].map((pend) => mocks.respond(execution('e'), 'Ask', pend));
    const notReady = { output: '{"ready":false}' };
    expect(answers).toEqual([down, notReady, notReady, { output: '"done"' }]);
  });

  test('answers the same when it is asked again for the same invocation', () => {
    const mocks = mocksOf();
    expect([11, 11, 11].map((pend) => mocks.respond(execution('e'), 'Ask', pend))).toEqual([down, down, down]);
  });

  test('counts the invocations of each state and each execution by themselves', () => {
    const mocks = mocksOf();
    expect(mocks.respond(execution('a'), 'Ask', 1)).toEqual(down);
    expect(mocks.respond(execution('a'), 'Pay', 2)).toEqual({ output: 'null' });
    expect(mocks.respond(execution('b'), 'Ask', 1)).toEqual(down);
  });

  test('counts the invocations of the children of map runs with those of their execution', () => {
    const mocks = mocksOf();
    const { executionArn: root, stateMachineArn } = execution('e');
    const child = (name: string, index: number) =>
      execution(name, {
        mapRun: { mapRunArn: 'r', index, itemCount: 1, root, block: 1 },
        stateMachineArn: `${stateMachineArn}/label`,
      });
    expect(mocks.respond(child('a', 0), 'Ask', 1)).toEqual(down);
    expect(mocks.respond(child('b', 1), 'Ask', 1)).toEqual({ output: '{"ready":false}' });
    expect(mocks.respond(execution('e'), 'Ask', 1)).toEqual({ output: '{"ready":false}' });
    expect(mocks.respond(child('a', 0), 'Ask', 1)).toEqual(down);
  });

  test('leaves states that it does not name to their services', () => {
    expect(mocksOf().respond(execution('e', { mockCase: 'Fast' }), 'Pay', 1)).toBeUndefined();
  });

  const because = (reason: string) => ({
    error: 'States.Runtime',
    cause: `The test case 'Slow' of state machine 'Orders' ${reason}.`,
  });

  test('fails the execution when there is no response for an invocation', () => {
    const mocks = mocksOf();
    mocks.respond(execution('e'), 'Pay', 1);
    expect(mocks.respond(execution('e'), 'Pay', 2)).toEqual(because("has no response for invocation 1 of state 'Pay'"));
  });

  test('fails an execution of an earlier server, whose invocations nobody has counted', () => {
    expect(mocksOf().respond(execution('e', { startDate: STARTED - 1 }), 'Ask', 1)).toEqual(
      because('cannot go on after the server was started again'),
    );
  });

  test('fails an execution whose case has gone from the file', () => {
    const mocks = mocksOf({ StateMachines: {}, MockedResponses: {} });
    expect(mocks.respond(execution('e'), 'Ask', 1)).toEqual(because('is not in the mock configuration any more'));
  });
});

describe('a mock configuration is refused', () => {
  const responses = (value: Json) => ({ StateMachines: {}, MockedResponses: { Paid: value } });
  const machines = (value: Json) => ({ StateMachines: { Orders: value }, MockedResponses: {} });

  test.each<[what: string, file: Json, message: string]>([
    ['that is no object', [], 'The file must be an object'],
    ['without responses', { StateMachines: {} }, 'MockedResponses must be an object'],
    ['without state machines', { MockedResponses: {} }, 'StateMachines must be an object'],
    [
      'with an unknown field',
      { ...FILE, Mocks: {} },
      'Mocks is unknown; here can be StateMachines and MockedResponses',
    ],
    ['with a machine without cases', machines({}), 'StateMachines.Orders.TestCases must be an object'],
    [
      'with another field of a machine',
      machines({ Cases: {} }),
      'StateMachines.Orders.Cases is unknown; here can be TestCases',
    ],
    [
      'with the name of no response',
      machines({ TestCases: { Fast: { Ask: 'Piad' } } }),
      'StateMachines.Orders.TestCases.Fast.Ask must name one of MockedResponses, not "Piad"',
    ],
    [
      'with a response in place of its name',
      machines({ TestCases: { Fast: { Ask: {} } } }),
      'StateMachines.Orders.TestCases.Fast.Ask must name one of MockedResponses, not {}',
    ],
    [
      'with an invocation that is no number',
      responses({ first: { Return: 1 } }),
      "MockedResponses.Paid.first must be called after the invocations it answers, such as '0' or '1-2'",
    ],
    [
      'with a range that runs backwards',
      responses({ '2-1': { Return: 1 } }),
      "MockedResponses.Paid.2-1 must be called after the invocations it answers, such as '0' or '1-2'",
    ],
    [
      'with ranges that overlap',
      responses({ '0-2': { Return: 1 }, '2': { Return: 2 } }),
      'MockedResponses.Paid answers invocation 2 twice',
    ],
    [
      'with neither Return nor Throw',
      responses({ '0': {} }),
      'MockedResponses.Paid.0 must have either Return or Throw',
    ],
    [
      'with both Return and Throw',
      responses({ '0': { Return: 1, Throw: { Error: 'E', Cause: 'c' } } }),
      'MockedResponses.Paid.0 must have either Return or Throw',
    ],
    [
      'with an error without a cause',
      responses({ '0': { Throw: { Error: 'E' } } }),
      'MockedResponses.Paid.0.Throw must have an Error and a Cause, both texts',
    ],
  ])('%s', (_, file, message) => {
    expect(() => parseMockConfig(file)).toThrow(new InvalidMockConfig(message));
  });
});
