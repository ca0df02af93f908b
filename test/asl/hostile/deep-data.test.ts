import { describe, expect, test } from 'vitest';
import { withoutClockAndChance } from '../machine/no-clock-no-chance.ts';
import { nested, nestedText, runHostile } from './run-hostile.ts';

withoutClockAndChance();

const resource = 'arn:aws:lambda:eu-central-1:123456789012:function:Work';
const tooDeep = (name: string) => ({
  status: 'FAILED',
  error: 'States.DataLimitExceeded',
  cause: expect.stringContaining(
    `The state/task '${name}' returned a result that is nested more than 1000 levels deep.`,
  ),
});
const again = { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'End' }], Default: 'A' };
const end = { Type: 'Succeed' };
const inner = (state: object) => ({ StartAt: 'I', States: { I: state } });
const deeper = nested(600, { 'x.$': '$' });

describe('data that is nested ever deeper fails the state', () => {
  test.each<[string, object, string]>([
    ['a loop of Parameters', { A: { Type: 'Pass', Parameters: deeper, Next: 'B' }, B: again, End: end }, 'A'],
    [
      'a loop of variables',
      {
        A: { Type: 'Pass', Assign: { 'v.$': '$' }, Next: 'P' },
        P: { Type: 'Pass', Parameters: nested(600, { 'x.$': '$v' }), Next: 'B' },
        B: again,
        End: end,
      },
      'P',
    ],
    ['a task', { A: { Type: 'Task', Resource: resource, Parameters: deeper, End: true } }, 'A'],
    ['the input of branches', { A: { Type: 'Parallel', Parameters: deeper, Branches: [inner(end)], End: true } }, 'A'],
    [
      'the input of iterations',
      {
        A: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemSelector: deeper,
          ItemProcessor: inner(end),
          End: true,
        },
      },
      'A',
    ],
    ['a ResultPath', { A: { Type: 'Pass', ResultPath: `$${'.a'.repeat(999)}`, End: true } }, 'A'],
  ])('%s', async (_, states, name) => {
    expect(await runHostile(states, { input: { items: [1], deep: nested(500, 1) } })).toEqual(tooDeep(name));
  });

  test('a loop in JSONata', async () => {
    const states = {
      A: { Type: 'Pass', Output: nested(600, '{% $states.input %}'), Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'End' }], Default: 'A' },
      End: end,
    };
    expect(await runHostile(states, { language: 'JSONata' })).toEqual(tooDeep('A'));
  });

  test('what a task answers', async () => {
    const states = { A: { Type: 'Task', Resource: resource, End: true } };
    expect(await runHostile(states, { answer: nestedText(1_000) })).toMatchObject({ status: 'SUCCEEDED' });
    for (const levels of [1_001, 130_000]) {
      expect(await runHostile(states, { answer: nestedText(levels) })).toEqual(tooDeep(resource));
    }
  });

  test('a variable', async () => {
    const states = { A: { Type: 'Pass', Assign: deeper, End: true } };
    expect(await runHostile(states, { input: nested(500, 1) })).toMatchObject({ error: 'States.DataLimitExceeded' });
  });
});

describe('data as deep as a JSON text may be goes through', () => {
  const deepest = nestedText(1_000);

  test.each([
    ['a Pass', { Type: 'Pass' }],
    ['paths', { Type: 'Pass', InputPath: '$[0]', OutputPath: '$..a' }],
    [
      'functions',
      { Type: 'Pass', Parameters: { 'a.$': 'States.ArrayContains($, $[0])', 'b.$': 'States.ArrayUnique($[0])' } },
    ],
    ['texts', { Type: 'Pass', Parameters: { 'a.$': 'States.JsonToString($)', 'b.$': "States.Format('{}', $)" } }],
    ['JSONata', { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% [$states.input][0] %}' }],
    [
      'a comparison in JSONata',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $states.input = $states.input %}' },
    ],
    [
      'descendants in JSONata',
      { Type: 'Pass', QueryLanguage: 'JSONata', Output: '{% $count($states.input.**) >= 0 %}' },
    ],
  ])('%s', async (_, state) => {
    expect(await runHostile({ A: { End: true, ...state } }, { text: deepest })).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('States.StringToJson fails the state for deeper texts', async () => {
    const states = { A: { Type: 'Pass', Parameters: { 'a.$': 'States.StringToJson($)' }, End: true } };
    expect(await runHostile(states, { input: nestedText(100_000) })).toMatchObject({ status: 'FAILED' });
  });
});
