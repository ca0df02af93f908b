import { describe, expect, test } from 'vitest';
import { findings, machineOf, schema } from './findings.ts';

const lambda = 'arn:aws:states:::lambda:invoke';
const branch = { StartAt: 'B', States: { B: { Type: 'Succeed' } } };
const compare = { Variable: '$.a', IsPresent: true, Next: 'Z' };
const jsonPathOnly = (field: string): string =>
  `The QueryLanguage is set to 'JSONata', but field '${field}' is only supported for the 'JSONPath' QueryLanguage at /States/S`;
const jsonataOnly = (field: string): string =>
  `The QueryLanguage is set to 'JSONPath', but field '${field}' is only supported for the 'JSONata' QueryLanguage at /States/S`;

const minimal = {
  Pass: { Type: 'Pass', End: true },
  Task: { Type: 'Task', Resource: lambda, End: true },
  Wait: { Type: 'Wait', Seconds: 0, End: true },
  Choice: { Type: 'Choice', Choices: [compare] },
  Succeed: { Type: 'Succeed' },
  Fail: { Type: 'Fail' },
  Parallel: { Type: 'Parallel', Branches: [branch], End: true },
  Map: { Type: 'Map', ItemProcessor: branch, End: true },
} as const;

/** Which state types have the field: in JSONPath states, in JSONata states. */
const fieldsByType: readonly (readonly [field: string, value: unknown, jsonPath: string, jsonata: string])[] = [
  [
    'Comment',
    'c',
    'Pass Task Wait Choice Succeed Fail Parallel Map',
    'Pass Task Wait Choice Succeed Fail Parallel Map',
  ],
  ['InputPath', '$', 'Pass Task Wait Choice Succeed Parallel Map', ''],
  ['OutputPath', null, 'Pass Task Wait Choice Succeed Parallel Map', ''],
  ['ResultPath', null, 'Pass Task Parallel Map', ''],
  ['Parameters', {}, 'Pass Task Parallel Map', ''],
  ['ResultSelector', {}, 'Task Parallel Map', ''],
  ['Result', 1, 'Pass', ''],
  ['Arguments', {}, '', 'Task Parallel'],
  ['Output', {}, '', 'Pass Task Wait Choice Succeed Parallel Map'],
  ['Assign', {}, 'Pass Task Wait Choice Parallel Map', 'Pass Task Wait Choice Parallel Map'],
  ['Retry', [], 'Task Parallel Map', 'Task Parallel Map'],
  ['Catch', [], 'Task Parallel Map', 'Task Parallel Map'],
  ['TimeoutSeconds', 1, 'Task', 'Task'],
  ['TimeoutSecondsPath', '$.a', 'Task', ''],
  ['HeartbeatSeconds', 1, 'Task', 'Task'],
  ['HeartbeatSecondsPath', '$.a', 'Task', ''],
  ['Error', 'e', 'Fail', 'Fail'],
  ['ErrorPath', '$.a', 'Fail', ''],
  ['Cause', 'c', 'Fail', 'Fail'],
  ['CausePath', '$.a', 'Fail', ''],
  ['ItemSelector', {}, 'Map', 'Map'],
  ['ItemsPath', '$.a', 'Map', ''],
  ['Items', [], '', 'Map'],
  ['MaxConcurrency', 0, 'Map', 'Map'],
  ['MaxConcurrencyPath', '$.a', 'Map', ''],
  ['ToleratedFailureCount', 0, 'Map', 'Map'],
  ['ToleratedFailureCountPath', '$.a', 'Map', ''],
  ['ToleratedFailurePercentage', 0.5, 'Map', 'Map'],
  ['ToleratedFailurePercentagePath', '$.a', 'Map', ''],
  ['Label', 'l', 'Map', 'Map'],
];

const cells = fieldsByType.flatMap(([field, value, jsonPath, jsonata]) =>
  Object.entries(minimal).flatMap(([type, state]) => [
    { field, value, type, state, language: 'JSONPath', has: jsonPath.includes(type), other: jsonata.includes(type) },
    { field, value, type, state, language: 'JSONata', has: jsonata.includes(type), other: jsonPath.includes(type) },
  ]),
);

describe('which fields a state has depends on its type and query language', () => {
  test.each(cells)('$field in a $language $type state', ({ field, value, state, language, has, other }) => {
    const ruled =
      language === 'JSONata' && 'Choices' in state ? { ...state, Choices: [{ Condition: true, Next: 'Z' }] } : state;
    const refusal = other
      ? (language === 'JSONPath' ? jsonataOnly : jsonPathOnly)(field)
      : `Field '${field}' is not supported at /States/S`;
    const found = findings(machineOf({ ...ruled, [field]: value, QueryLanguage: language }));
    expect(found).toEqual(has ? [] : schema(refusal));
  });
});

describe('a state', () => {
  test.each([
    ['needs a type', {}, 'These fields are required: [Type] at /States/S'],
    [
      'has one of the eight types',
      { Type: 'TypeThatDoesNotExist' },
      "The field 'Type' should have one of these values: [Task, Wait, Pass, Succeed, Fail, Choice, Parallel, Map] at /States/S/Type",
    ],
    ['has no unknown field', { ...minimal.Pass, ResultPth: '$' }, "Field 'ResultPth' is not supported at /States/S"],
    [
      'has no field named constructor',
      { ...minimal.Pass, constructor: 1 },
      "Field 'constructor' is not supported at /States/S",
    ],
    [
      'leads on or ends',
      { Type: 'Pass' },
      'This object should have only one of the following fields: [Next, End] at /States/S',
    ],
    [
      'does not lead on when End is false',
      { Type: 'Pass', End: false },
      'This object should have only one of the following fields: [Next, End] at /States/S',
    ],
    [
      'does not do both',
      { Type: 'Pass', Next: 'Z', End: true },
      'There should only be one of the following fields: [Next, End] at /States/S',
    ],
    ['that succeeds does not lead on', { Type: 'Succeed', End: true }, "Field 'End' is not supported at /States/S"],
    ['has text as Next', { Type: 'Pass', Next: 1 }, 'Expected value of type String at /States/S/Next'],
    ['has a truth value as End', { Type: 'Pass', End: 'true' }, 'Expected value of type Boolean at /States/S/End'],
    [
      'of type Task needs a resource',
      { Type: 'Task', End: true },
      'These fields are required: [Resource] at /States/S',
    ],
    ['of type Choice needs rules', { Type: 'Choice' }, 'These fields are required: [Choices] at /States/S'],
    [
      'of type Parallel needs branches',
      { Type: 'Parallel', End: true },
      'These fields are required: [Branches] at /States/S',
    ],
    [
      'of type Parallel needs a branch',
      { Type: 'Parallel', Branches: [], End: true },
      'Value cannot be empty at /States/S/Branches',
    ],
    [
      'of type Map needs a processor',
      { Type: 'Map', End: true },
      'This object should have only one of the following fields: [ItemProcessor, Iterator] at /States/S',
    ],
    [
      'of type Wait needs a time',
      { Type: 'Wait', End: true },
      'This object should have only one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/S',
    ],
    [
      'of type Wait needs one time only',
      { Type: 'Wait', Seconds: 1, TimestampPath: '$.t', End: true },
      'There should only be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp] at /States/S',
    ],
    [
      'of type Fail has a cause or the path to one',
      { Type: 'Fail', Cause: 'c', CausePath: '$.c' },
      'There should only be one of the following fields: [Cause, CausePath] at /States/S/Cause',
    ],
    [
      'of type Task has a time-out or the path to one',
      { ...minimal.Task, TimeoutSeconds: 1, TimeoutSecondsPath: '$.t' },
      'There should only be one of the following fields: [TimeoutSeconds, TimeoutSecondsPath] at /States/S/TimeoutSeconds',
    ],
    [
      'of type Map has a concurrency or the path to one',
      { ...minimal.Map, MaxConcurrency: 1, MaxConcurrencyPath: '$.n' },
      'There should only be one of the following fields: [MaxConcurrency, MaxConcurrencyPath] at /States/S/MaxConcurrency',
    ],
  ])('%s', (_, state, failure) => {
    expect(findings(machineOf(state))).toEqual(schema(failure));
  });
});

describe('numbers have limits', () => {
  const { Task, Map, Wait } = minimal;
  test.each([
    [{ ...Task, TimeoutSeconds: 0 }, 'Minimum value is 1 at /States/S/TimeoutSeconds'],
    [{ ...Task, TimeoutSeconds: 100_000_000 }, 'Maximum value is 99999999 at /States/S/TimeoutSeconds'],
    [{ ...Task, TimeoutSeconds: 1.5 }, 'Expected value of type Integer at /States/S/TimeoutSeconds'],
    [{ ...Task, TimeoutSeconds: '1' }, 'Expected value of type Integer at /States/S/TimeoutSeconds'],
    [{ ...Task, HeartbeatSeconds: 0 }, 'Minimum value is 1 at /States/S/HeartbeatSeconds'],
    [
      { ...Task, HeartbeatSeconds: 9, TimeoutSeconds: 9 },
      'HeartbeatSeconds must be smaller than TimeoutSeconds at /States/S/HeartbeatSeconds',
    ],
    [{ ...Wait, Seconds: -1 }, 'Minimum value is 0 at /States/S/Seconds'],
    [{ ...Wait, Seconds: 100_000_000 }, 'Maximum value is 99999999 at /States/S/Seconds'],
    [{ ...Map, MaxConcurrency: -1 }, 'Minimum value is 0 at /States/S/MaxConcurrency'],
    [{ ...Map, ToleratedFailureCount: -1 }, 'Minimum value is 0 at /States/S/ToleratedFailureCount'],
    [{ ...Map, ToleratedFailurePercentage: 100.5 }, 'Maximum value is 100 at /States/S/ToleratedFailurePercentage'],
  ])('%j', (state, failure) => {
    expect(findings(machineOf(state))).toEqual(schema(failure));
  });

  test.each([
    { ...Task, TimeoutSeconds: 99_999_999, HeartbeatSeconds: 1 },
    { ...Wait, Seconds: 99_999_999 },
    { ...Map, MaxConcurrency: 1_000_000_000 },
  ])('%j is within them', (state) => {
    expect(findings(machineOf(state))).toEqual([]);
  });
});

describe('a literal Timestamp has date, time and zone', () => {
  test.each([
    ['2016-12-05T21:29:29Z', true],
    ['2016-12-05T21:29:29.123456789+01:00', true],
    ['2016-12-05 21:29:29Z', false],
    ['2016-12-05T21:29:29', false],
    ['2016-12-05T25:29:29Z', false],
    ['05-12-2016T21:29:29Z', false],
  ])('%s: %s', (Timestamp, ok) => {
    const expected = ok ? [] : schema('String does not match RFC3339 timestamp at /States/S/Timestamp');
    expect(findings(machineOf({ Type: 'Wait', Timestamp, End: true }))).toEqual(expected);
  });
});
