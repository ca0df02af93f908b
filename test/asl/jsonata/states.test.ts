import { describe, expect, test } from 'vitest';
import { withoutClockAndChance } from '../machine/no-clock-no-chance.ts';
import { runMachine } from './run-machine.ts';

withoutClockAndChance();

const resource = 'arn:aws:lambda:eu-central-1:123456789012:function:Work';
const end = { End: true };
const pass = (fields: object) => ({ Type: 'Pass', ...fields });
const task = (fields: object) => ({ Type: 'Task', Resource: resource, ...end, ...fields });
const map = (fields: object) => ({
  Type: 'Map',
  ItemProcessor: { StartAt: 'Each', States: { Each: pass({ ...end }) } },
  ...end,
  ...fields,
});

describe('the output of', () => {
  test.each([
    ['a Pass without Output is its input', { S: pass(end) }, { a: 1 }, { a: 1 }],
    [
      'a Pass is its Output',
      { S: pass({ ...end, Output: { a: ['{% $states.input.x + 1 %}', 'x'] } }) },
      { x: 1 },
      { a: [2, 'x'] },
    ],
    ['a Pass may be a literal', { S: pass({ ...end, Output: null }) }, {}, null],
    [
      'a text with blanks around an expression is that text',
      { S: pass({ ...end, Output: ' {% 1 %}' }) },
      {},
      ' {% 1 %}',
    ],
    ['a Succeed is its Output', { S: { Type: 'Succeed', Output: '{% $states.input.x %}' } }, { x: [1] }, [1]],
    ['a Task without Output is its result', { S: task({ Arguments: { a: '{% 1 + 1 %}' } }) }, {}, { a: 2 }],
    ['a Task without Arguments comes from its input', { S: task({}) }, { a: 1 }, { a: 1 }],
    [
      'a Task reads input and result',
      { S: task({ Arguments: 1, Output: '{% [$states.input.a, $states.result] %}' }) },
      { a: 0 },
      [0, 1],
    ],
    [
      'a Wait is its Output',
      { S: { Type: 'Wait', Seconds: '{% 2 %}', Output: '{% $states.context.State.Name %}', ...end } },
      {},
      'S',
    ],
    [
      'a Wait until a time',
      { S: { Type: 'Wait', Timestamp: '{% $states.input.at %}', ...end } },
      { at: '2030-01-01T00:00:09Z' },
      { at: '2030-01-01T00:00:09Z' },
    ],
    [
      'a Parallel is made of its branches',
      {
        S: {
          Type: 'Parallel',
          Arguments: '{% $states.input.x %}',
          Branches: [1, 2].map((n) => ({
            StartAt: `B${n}`,
            States: { [`B${n}`]: pass({ ...end, Output: `{% $states.input + ${n} %}` }) },
          })),
          Output: '{% $sum($states.result) %}',
          ...end,
        },
      },
      { x: 10 },
      23,
    ],
    ['a Map over its input', { S: map({}) }, [1, 'two'], [1, 'two']],
    ['a Map over Items', { S: map({ Items: '{% $states.input.list %}' }) }, { list: [3, 4] }, [3, 4]],
    ['a Map over literal items', { S: map({ Items: ['{% 1 + 1 %}', 3] }) }, {}, [2, 3]],
    ['a Map over nothing', { S: map({ Items: '{% [] %}' }) }, {}, []],
    [
      'a Map with ItemSelector, more items than run at once',
      {
        S: map({
          Items: '{% [1..50] %}',
          ItemSelector: {
            at: '{% $states.context.Map.Item.Index %}',
            is: '{% $states.context.Map.Item.Value * $states.input.by %}',
          },
          MaxConcurrency: '{% 3 %}',
          Output: '{% $states.result[[1, 49]] %}',
        }),
      },
      { by: 2 },
      [
        { at: 1, is: 4 },
        { at: 49, is: 100 },
      ],
    ],
  ])('%s', async (_, states, input, output) => {
    expect((await runMachine(states, { input })).output).toEqual(output);
    expect((await runMachine(states, { input, budget: 1 })).output).toEqual(output);
  });
});

describe('variables', () => {
  test('are read as they were before the state, by Output too', async () => {
    const states = {
      A: pass({ Assign: { x: 1, y: '{% $states.input.n %}' }, Next: 'B' }),
      B: pass({ Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' }),
      C: pass({ Output: ['{% $states.input %}', '{% $x %}', '{% $y %}'], ...end }),
    };
    expect((await runMachine(states, { input: { n: 2 } })).output).toEqual([[1, 2], 2, 1]);
  });

  test('are shared with JSONPath states', async () => {
    const states = {
      A: pass({ Assign: { x: '{% [1, 2] %}' }, Next: 'B' }),
      B: pass({ QueryLanguage: 'JSONPath', Parameters: { 'x.$': '$x[1]' }, Assign: { 'y.$': '$.x' }, Next: 'C' }),
      C: pass({ Output: '{% $y + $x[0] %}', ...end }),
    };
    expect((await runMachine(states)).output).toBe(3);
  });

  test('of outer states are read within, those within are gone outside', async () => {
    const inner = { StartAt: 'In', States: { In: pass({ Assign: { y: 1 }, Output: '{% $x %}', ...end }) } };
    const states = {
      A: pass({ Assign: { x: 7 }, Next: 'P' }),
      P: { Type: 'Parallel', Branches: [inner], Next: 'Z' },
      Z: pass({ Output: '{% [$states.input, $exists($y)] %}', ...end }),
    };
    expect((await runMachine(states)).output).toEqual([7, false]);
  });

  test('assigned by an empty Assign leave no trace', async () => {
    const { events } = await runMachine({ S: pass({ Assign: {}, ...end }) });
    expect(events[2]?.details).toMatchObject({ assignedVariables: undefined });
  });
});

describe('a Choice', () => {
  const choice = {
    S: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 2 %}', Next: 'Z', Output: 'many', Assign: { by: 'first' } },
        { Condition: '{% $states.input.n > 1 %}', Next: 'Z', Assign: { by: 'second' } },
        { Condition: false, Next: 'Z', Output: 'never' },
      ],
      Default: 'Z',
      Output: 'few',
      Assign: { by: 'default' },
    },
    Z: pass({ Output: '{% [$states.input, $by] %}', ...end }),
  };

  test.each([
    ['takes the first rule that holds', 3, ['many', 'first']],
    ['passes its input on by a rule without Output', 2, [{ n: 2 }, 'second']],
    ['uses its own Output and Assign for Default', 1, ['few', 'default']],
  ])('%s', async (_, n, output) => {
    expect((await runMachine(choice, { input: { n } })).output).toEqual(output);
  });

  test('fails when no rule holds and there is no Default', async () => {
    const { end: ended } = await runMachine({ S: { Type: 'Choice', Choices: [{ Condition: false, Next: 'S' }] } });
    expect(ended).toMatchObject({
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'S' (entered at the event id #2). Failed to transition out of the state. The state does not point to a next state.",
    });
  });
});

test('a Fail evaluates Error and Cause', async () => {
  const states = { S: { Type: 'Fail', Error: '{% $states.input.e %}', Cause: '{% "c" & 1 %}' } };
  expect((await runMachine(states, { input: { e: 'E' } })).end).toEqual({ status: 'FAILED', error: 'E', cause: 'c1' });
});

test('a Task evaluates its time-outs, its role and its token', async () => {
  const states = {
    S: {
      Type: 'Task',
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Arguments: { MessageBody: '{% $states.context.Task.Token %}' },
      Credentials: { RoleArn: '{% $states.input.role %}' },
      TimeoutSeconds: '{% 2 * 5 %}',
      HeartbeatSeconds: '{% 3 %}',
      ...end,
    },
  };
  const { events, end: ended } = await runMachine(states, { input: { role: 'arn:aws:iam::1:role/r' } });
  expect(events[2]?.details).toMatchObject({
    parameters: { value: { MessageBody: 'token-1-0' } },
    timeoutInSeconds: 10,
    heartbeatInSeconds: 3,
    taskCredentials: { roleArn: 'arn:aws:iam::1:role/r' },
  });
  expect(ended).toMatchObject({ error: 'States.Timeout' });
});

test('chance differs between expressions and steps, and is the same when the execution is run again', async () => {
  const states = {
    A: pass({ Output: ['{% $random() %}', '{% $random() %}'], Assign: { x: '{% $uuid() %}' }, Next: 'B' }),
    B: pass({ Output: '{% [$states.input, $random(), $x, $uuid(), $millis()] %}', ...end }),
  };
  const once = await runMachine(states);
  const again = await runMachine(states, { budget: 1 });
  expect(again.output).toEqual(once.output);
  expect(new Set(once.output as readonly unknown[]).size).toBe(6);
});
