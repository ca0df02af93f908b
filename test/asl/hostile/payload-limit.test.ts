import { describe, expect, test } from 'vitest';
import type { Json } from '../../../lib/asl/json.ts';
import { withoutClockAndChance } from '../machine/no-clock-no-chance.ts';
import { runHostile } from './run-hostile.ts';

withoutClockAndChance();

const LIMIT = 262_144;
const resource = 'arn:aws:lambda:eu-central-1:123456789012:function:Work';
const tooLarge = (name: string) => ({
  status: 'FAILED',
  error: 'States.DataLimitExceeded',
  cause: expect.stringContaining(
    `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  ),
});
const inner = (state: object) => ({ StartAt: 'I', States: { I: state } });
const end = { Type: 'Pass', End: true };

/** A text of so many UTF-8 bytes, of three-byte characters but for the rest. */
const sized = (bytes: number) => '€'.repeat(Math.floor(bytes / 3)) + 'x'.repeat(bytes % 3);

/** A machine whose data takes as many bytes as the text in its input's member `t`, and so many more. */
type Row = readonly [title: string, states: object, more: number];

const rows: readonly Row[] = [
  ['InputPath', { A: { ...end, InputPath: '$.t' } }, 2],
  ['Parameters', { A: { ...end, Parameters: { 'v.$': '$.t' } } }, 8],
  ['functions', { A: { ...end, Parameters: { 'v.$': "States.Format('{}', $.t)" } } }, 8],
  ['OutputPath', { A: { ...end, OutputPath: '$.t' } }, 2],
  ['Output', { A: { ...end, QueryLanguage: 'JSONata', Output: { v: '{% $states.input.t %}' } } }, 8],
  ['the parameters of a task', { A: { Type: 'Task', Resource: resource, Parameters: { 'v.$': '$.t' }, End: true } }, 8],
  [
    'the arguments of a task',
    {
      A: {
        Type: 'Task',
        QueryLanguage: 'JSONata',
        Resource: resource,
        Arguments: { v: '{% $states.input.t %}' },
        End: true,
      },
    },
    8,
  ],
  [
    'ResultSelector',
    { A: { Type: 'Parallel', InputPath: '$.t', Branches: [inner(end)], ResultSelector: { 'v.$': '$[0]' }, End: true } },
    8,
  ],
  ['the outputs of branches', { A: { Type: 'Parallel', InputPath: '$.t', Branches: [inner(end)], End: true } }, 4],
  [
    'the input of branches',
    { A: { Type: 'Parallel', Parameters: { 'v.$': '$.t' }, Branches: [inner({ ...end, Result: 1 })], End: true } },
    8,
  ],
  [
    'the input of iterations',
    {
      A: {
        Type: 'Map',
        ItemsPath: '$.items',
        ItemSelector: { 'v.$': '$.t' },
        ItemProcessor: inner({ ...end, Result: 1 }),
        End: true,
      },
    },
    8,
  ],
];

describe('data may take 262,144 bytes of UTF-8, and not one more', () => {
  test.each(rows)('%s', async (_, states, more) => {
    const given = (bytes: number): Json => ({ t: sized(bytes), items: [1] });
    expect(await runHostile(states, { input: given(LIMIT - more) })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await runHostile(states, { input: given(LIMIT - more + 1) })).toEqual(tooLarge('A'));
  });

  test('what a ResultPath adds to the input', async () => {
    const states = { A: { Type: 'Pass', InputPath: '$.n', ResultPath: '$.m', End: true } };
    const input = (bytes: number): Json => ({ t: sized(bytes), n: 1 });
    // {"t":"…","n":1,"m":1}
    expect(await runHostile(states, { input: input(LIMIT - 20) })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await runHostile(states, { input: input(LIMIT - 19) })).toEqual(tooLarge('A'));
  });

  test('what a task answers', async () => {
    const states = { A: { Type: 'Task', Resource: resource, End: true } };
    expect(await runHostile(states, { answer: `"${sized(LIMIT - 2)}"` })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await runHostile(states, { answer: `"${sized(LIMIT - 1)}"` })).toEqual(tooLarge(resource));
  });

  test('characters beyond the basic plane take four', async () => {
    const states = { A: { Type: 'Task', Resource: resource, End: true } };
    const text = '💥'.repeat(LIMIT / 4 - 1);
    expect(await runHostile(states, { answer: `"${text}xx"` })).toMatchObject({ status: 'SUCCEEDED' });
    expect(await runHostile(states, { answer: `"${text}xxx"` })).toEqual(tooLarge(resource));
  });
});
