import { describe, expect, test } from 'vitest';
import { findings, machineOf, schema } from './findings.ts';

const task = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true };
const all = { ErrorEquals: ['States.ALL'] };
const some = { ErrorEquals: ['Some'] };
const alone = 'States.ALL must appear alone and at end of list';

describe('Retry', () => {
  test.each([
    ['may be empty', [], []],
    [
      'takes all its fields',
      [
        { ...some, IntervalSeconds: 0, MaxAttempts: 0, BackoffRate: 1, MaxDelaySeconds: 1, JitterStrategy: 'FULL' },
        all,
      ],
      [],
    ],
    ['accepts misspelt error names', [{ ErrorEquals: ['State.ALL'] }, some], []],
    ['needs errors', [{}], ['These fields are required: [ErrorEquals] at /States/S/Retry[0]']],
    ['needs an error', [{ ErrorEquals: [] }], ['Value cannot be empty at /States/S/Retry[0]/ErrorEquals']],
    [
      'takes errors as texts',
      [{ ErrorEquals: [1] }],
      ['Expected value of type String at /States/S/Retry[0]/ErrorEquals[0]'],
    ],
    ['has States.ALL in the last retrier', [all, some], [`${alone} at /States/S/Retry[0]/ErrorEquals[0]`]],
    [
      'has States.ALL alone',
      [{ ErrorEquals: ['Some', 'States.ALL'] }],
      [`${alone} at /States/S/Retry[0]/ErrorEquals[1]`],
    ],
    [
      'does not shrink the interval',
      [{ ...some, BackoffRate: 0.5 }],
      ['Minimum value is 1 at /States/S/Retry[0]/BackoffRate'],
    ],
    [
      'counts attempts from 0',
      [{ ...some, MaxAttempts: -1 }],
      ['Minimum value is 0 at /States/S/Retry[0]/MaxAttempts'],
    ],
    [
      'limits the delay',
      [{ ...some, MaxDelaySeconds: 31_622_401 }],
      ['Maximum value is 31622400 at /States/S/Retry[0]/MaxDelaySeconds'],
    ],
    [
      'knows two jitter strategies',
      [{ ...some, JitterStrategy: 'HALF' }],
      ['Value should be one of the following: [NONE, FULL] at /States/S/Retry[0]/JitterStrategy'],
    ],
    ['leads nowhere', [{ ...some, Next: 'S' }], ["Field 'Next' is not supported at /States/S/Retry[0]"]],
    ['is a list', {}, ['Expected value of type Array at /States/S/Retry']],
  ])('%s', (_, Retry, expected) => {
    expect(findings(machineOf({ ...task, Retry }))).toEqual(schema(...expected));
  });
});

describe('Catch', () => {
  test.each([
    ['may be empty', [], []],
    [
      'takes all its fields',
      [{ ...all, Next: 'Z', ResultPath: '$.error', Assign: { 'e.$': '$.Error' }, Comment: 'c' }],
      [],
    ],
    ['needs a target', [all], ['These fields are required: [Next] at /States/S/Catch[0]']],
    [
      'has States.ALL in the last catcher',
      [
        { ...all, Next: 'Z' },
        { ...some, Next: 'Z' },
      ],
      [`${alone} at /States/S/Catch[0]/ErrorEquals[0]`],
    ],
    [
      'has no Output in JSONPath states',
      [{ ...all, Next: 'Z', Output: 1 }],
      [
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at /States/S/Catch[0]",
      ],
    ],
    ['holds objects', ['Z'], ['Expected value of type Object at /States/S/Catch[0]']],
  ])('%s', (_, Catch, expected) => {
    expect(findings(machineOf({ ...task, Catch }))).toEqual(schema(...expected));
  });
});
