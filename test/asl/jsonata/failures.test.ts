import { describe, expect, test } from 'vitest';
import { advance, begin } from '../../../lib/asl/machine/advance.ts';
import { compile } from '../../../lib/asl/machine/compile.ts';
import type { StateMachineDefinition } from '../../../lib/asl/definition.ts';
import { MissingPayload } from '../../../lib/asl/payload.ts';
import { factsOf, START_TIME } from '../machine/facts.ts';
import { withoutClockAndChance } from '../machine/no-clock-no-chance.ts';
import { runMachine, withoutPayloads } from './run-machine.ts';

withoutClockAndChance();

const resource = 'arn:aws:lambda:eu-central-1:123456789012:function:Work';
const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });
const task = (fields: object) => ({ Type: 'Task', Resource: resource, End: true, ...fields });
const inner = (state: object) => ({ StartAt: 'In', States: { In: state } });
const map = (fields: object) => ({ Type: 'Map', ItemProcessor: inner(pass({})), End: true, ...fields });
const bad = '{% $nowhere %}';
const nothing = (field: string) =>
  `The JSONata expression '$nowhere' specified for the field '${field}' returned nothing (undefined).`;
const unexpected = (expression: string, field: string, expected: string, was: string) =>
  `The JSONata expression '${expression}' specified for the field '${field}' returned an unexpected result type. Expected '${expected}', but was ${was}`;
const entered = (state: string, event: number) =>
  `An error occurred while executing the state '${state}' (entered at the event id #${event}). `;

/** A state, the field whose expression fails, and why. */
test.each([
  [pass({ Output: { a: [1, bad] } }), 'Output/a[1]', nothing('Output/a[1]')],
  [pass({ Assign: { x: bad } }), 'Assign/x', nothing('Assign/x')],
  [{ Type: 'Succeed', Output: bad }, 'Output', nothing('Output')],
  [task({ Arguments: { a: { b: bad } } }), 'Arguments/a/b', nothing('Arguments/a/b')],
  [
    task({ TimeoutSeconds: '{% "1" %}' }),
    'TimeoutSeconds',
    unexpected('"1"', 'TimeoutSeconds', 'number', `'string' for value: "1"`),
  ],
  [task({ TimeoutSeconds: '{% 0 %}' }), 'TimeoutSeconds', 'The TimeoutSeconds field must be at least 1 but was: 0'],
  [
    task({ HeartbeatSeconds: '{% 1.5 %}' }),
    'HeartbeatSeconds',
    'The HeartbeatSeconds field cannot be parsed as a long value: 1.5',
  ],
  [
    task({ Credentials: { RoleArn: '{% null %}' } }),
    'Credentials/RoleArn',
    unexpected('null', 'Credentials/RoleArn', 'string', `'null' for value: null`),
  ],
  [
    task({ Credentials: { RoleArn: '{% 1 + %}' } }),
    'Credentials/RoleArn',
    "The JSONata expression '1 +' specified for the field 'Credentials/RoleArn' threw an error during evaluation. Unexpected end of expression",
  ],
  [
    { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'S' }], Default: 'S' },
    'Choices[0]/Condition',
    unexpected('1', 'Choices[0]/Condition', 'boolean', `'number' for value: 1`),
  ],
  [
    { Type: 'Choice', Choices: [{ Condition: true, Next: 'S', Output: { a: bad } }], Default: 'S' },
    'Choices[0]/Output/a',
    nothing('Choices[0]/Output/a'),
  ],
  [
    { Type: 'Wait', Seconds: '{% true %}', End: true },
    'Seconds',
    unexpected('true', 'Seconds', 'number', `'boolean' for value: true`),
  ],
  [{ Type: 'Wait', Seconds: '{% -1 %}', End: true }, 'Seconds', 'The Seconds field must be at least 0 but was: -1'],
  [
    { Type: 'Fail', Cause: '{% {"a": 1} %}' },
    'Cause',
    unexpected('{"a": 1}', 'Cause', 'string', `'object' for value: {"a":1}`),
  ],
  [
    { Type: 'Fail', Error: '{% [1, 2] %}' },
    'Error',
    unexpected('[1, 2]', 'Error', 'string', `'array' for value: [1,2]`),
  ],
])('%j says what failed and where', async (state, location, detail) => {
  const { events, lines, end } = await runMachine({ S: state });
  const cause = entered('S', 2) + detail;
  // It points back to what the …StateEntered event does (recorded).
  expect(lines.slice(2)).toEqual(['3<0 EvaluationFailed', '4<3 ExecutionFailed']);
  expect(events[2]?.details).toEqual({ error: 'States.QueryEvaluationError', cause, location, state: 'S' });
  expect(end).toEqual({ status: 'FAILED', error: 'States.QueryEvaluationError', cause });
});

test('a Wait that finds its time unreadable has begun to wait', async () => {
  const { lines, end } = await runMachine({ S: { Type: 'Wait', Timestamp: '{% "2030-01-01" %}', End: true } });
  expect(lines.slice(2)).toEqual(['3<2 EvaluationFailed', '4<3 ExecutionFailed']);
  expect(end).toMatchObject({
    cause: `${entered('S', 2)}The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: 2030-01-01`,
  });
});

test.each([0, 1])('a Wait of %i seconds that cannot be left has been entered', async (Seconds) => {
  const { lines } = await runMachine({ S: { Type: 'Wait', Seconds, Output: bad, End: true } }, { budget: 1 });
  expect(lines.slice(2)).toEqual(['3<2 EvaluationFailed', '4<3 ExecutionFailed']);
});

describe('a Map', () => {
  test.each([
    [{}, { a: 1 }, undefined, 'Map state input must be an array but was: {"a":1}'],
    [{ Items: '{% 1 %}' }, {}, 'Items', unexpected('1', 'Items', 'array', `'number' for value: 1`)],
    [
      { Items: '{% function($x) { $x } %}' },
      {},
      'Items',
      "The JSONata expression 'function($x) { $x }' specified for the field 'Items' returned an unsupported result type.",
    ],
    [{ Items: { a: 1 } }, {}, 'Items', `The Items field must be of type 'array' but was: {"a":1}`],
    [{ Items: [1], MaxConcurrency: bad }, {}, 'MaxConcurrency', nothing('MaxConcurrency')],
  ])('%j with the input %j fails as such', async (fields, input, location, detail) => {
    const { lines, events } = await runMachine({ S: map(fields) }, { input });
    expect(lines.slice(2)).toEqual(['3<0 EvaluationFailed', '4<3 MapStateFailed', '5<4 ExecutionFailed']);
    expect(events[2]?.details).toMatchObject({ location, cause: entered('S', 2) + detail });
  });

  test('fails itself when the input of a later item cannot be made, and stops the others', async () => {
    const selector = '{% $states.context.Map.Item.Value[$ != 3] %}';
    const wait = { Type: 'Wait', Seconds: '{% $states.input %}', End: true };
    const states = {
      S: map({ Items: [1, 9, 3], ItemSelector: selector, MaxConcurrency: 2, ItemProcessor: inner(wait) }),
    };
    const { lines, events } = await runMachine(states);
    expect(lines.slice(7)).toEqual([
      '8<6 WaitStateExited',
      '9<8 MapIterationSucceeded',
      '10<8 EvaluationFailed',
      '11<10 MapIterationAborted',
      '12<10 WaitStateAborted',
      '13<10 MapStateFailed',
      '14<13 ExecutionFailed',
    ]);
    expect(events[9]?.details).toMatchObject({ location: 'ItemSelector', state: 'S' });
    expect((await runMachine(states, { budget: 1 })).lines).toEqual(lines);
  });
});

describe('a failed evaluation', () => {
  test('is retried, with an event for each attempt', async () => {
    const Retry = [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }];
    const { lines } = await runMachine({ S: task({ Arguments: bad, Retry }) });
    expect(lines.slice(2)).toEqual(['3<0 EvaluationFailed', '4<3 EvaluationFailed', '5<4 ExecutionFailed']);
  });

  test('of a Task’s Output makes the call again', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'] }];
    const answers = { S: [{ output: {} }, { output: { x: 1 } }] };
    const { lines, output } = await runMachine({ S: task({ Output: '{% $states.result.x %}', Retry }) }, { answers });
    expect(lines.slice(4, 7)).toEqual([
      '5<4 LambdaFunctionSucceeded',
      '6<5 EvaluationFailed',
      '7<6 LambdaFunctionScheduled',
    ]);
    expect(output).toBe(1);
  });

  test('is caught, and the catcher makes output and variables', async () => {
    const Catch = [
      { ErrorEquals: ['Other'], Next: 'Z' },
      {
        ErrorEquals: ['States.QueryEvaluationError'],
        Next: 'Z',
        Output: { e: '{% $states.errorOutput.Error %}', i: '{% $states.input %}' },
        Assign: { c: '{% $states.errorOutput.Cause %}' },
      },
    ];
    const states = { S: task({ Arguments: bad, Catch }), Z: pass({ Output: '{% [$states.input, $c] %}' }) };
    const { lines, output } = await runMachine(states, { input: 5 });
    expect(lines.slice(2, 4)).toEqual(['3<0 EvaluationFailed', '4<3 TaskStateExited']);
    expect(output).toEqual([{ e: 'States.QueryEvaluationError', i: 5 }, entered('S', 2) + nothing('Arguments')]);
  });

  test('in a branch fails the Parallel', async () => {
    const states = { S: { Type: 'Parallel', Branches: [inner(pass({ Output: bad }))], End: true } };
    expect((await runMachine(states)).lines.slice(2)).toEqual([
      '3<2 ParallelStateStarted',
      '4<3 PassStateEntered',
      '5<3 EvaluationFailed',
      '6<5 ParallelStateFailed',
      '7<6 ExecutionFailed',
    ]);
  });
});

describe('a catcher', () => {
  const answers = { S: [{ error: 'E', cause: 'C' }], In: [{ error: 'E' }] };

  test('without Output gives the error output', async () => {
    const states = { S: task({ Catch: [{ ErrorEquals: ['E'], Next: 'Z' }] }), Z: pass({}) };
    expect((await runMachine(states, { answers })).output).toEqual({ Error: 'E', Cause: 'C' });
  });

  test('whose own expression fails is not asked again, nor is a retrier', async () => {
    const states = {
      S: task({
        Retry: [{ ErrorEquals: ['States.QueryEvaluationError'] }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Z', Output: { v: bad } }],
      }),
      Z: pass({}),
    };
    const { lines, events, end } = await runMachine(states, { answers });
    expect(lines.slice(4)).toEqual(['5<4 LambdaFunctionFailed', '6<5 EvaluationFailed', '7<6 ExecutionFailed']);
    expect(events[5]?.details).toMatchObject({ location: 'Catch[0]/Output/v' });
    expect(end).toMatchObject({ cause: entered('S', 2) + nothing('Catch[0]/Output/v') });
  });

  test('of a Parallel whose own expression fails lets it fail a second time', async () => {
    const states = {
      S: {
        Type: 'Parallel',
        Branches: [inner({ Type: 'Fail', Error: 'E' })],
        Catch: [
          { ErrorEquals: ['F'], Next: 'Z' },
          { ErrorEquals: ['E'], Next: 'Z', Output: { v: bad } },
        ],
        End: true,
      },
      Z: pass({}),
    };
    for (const budget of [1, Infinity]) {
      const { lines, events } = await runMachine(states, { budget });
      expect(lines.slice(2)).toEqual([
        '3<2 ParallelStateStarted',
        '4<3 FailStateEntered',
        '5<4 ParallelStateFailed',
        '6<4 EvaluationFailed',
        '7<6 ParallelStateFailed',
        '8<7 ExecutionFailed',
      ]);
      expect(events[5]?.details).toMatchObject({ location: 'Catch[1]/Output/v' });
    }
  });
});

test('a payload that has not been read back is asked for, not taken for a failing expression', async () => {
  const states = { A: pass({ Next: 'B', End: false }), B: pass({ Output: '{% $states.input.x %}' }) };
  const definition = { QueryLanguage: 'JSONata', StartAt: 'A', States: states } as unknown as StateMachineDefinition;
  const machine = compile(definition);
  const facts = factsOf('{"x":1}');
  const { snapshot } = await advance(machine, facts, begin(machine, facts), [], START_TIME, 1);
  const advancing = async () => advance(machine, facts, withoutPayloads(snapshot), [], START_TIME, 9);
  await expect(advancing()).rejects.toBeInstanceOf(MissingPayload);
});

test('what takes long to evaluate uses up the budget of a slice, but every slice gets on', async () => {
  const work = '{% $count([1..200].([1..200].$)) %}';
  const states = {
    A: pass({ Assign: { x: work }, Output: work, Next: 'B', End: false }),
    B: pass({ Next: 'A', End: false }),
  };
  const machine = compile({
    QueryLanguage: 'JSONata',
    StartAt: 'A',
    States: states,
  } as unknown as StateMachineDefinition);
  const facts = factsOf('{}');
  const first = await advance(machine, facts, begin(machine, facts), [], START_TIME, 50);
  expect(first.events.map(({ type }) => type)).toEqual(['ExecutionStarted', 'PassStateEntered', 'PassStateExited']);
  const second = await advance(machine, facts, first.snapshot, [], START_TIME, 50);
  expect(second.events.length).toBeLessThan(10);
  expect(second.snapshot.runQueue).not.toEqual([]);
});
