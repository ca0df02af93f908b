import { expect, test } from 'vitest';
import { withoutClockAndChance } from '../machine/no-clock-no-chance.ts';
import { runHostile } from './run-hostile.ts';

withoutClockAndChance();

const full = {
  status: 'FAILED',
  error: 'States.Runtime',
  cause: 'The execution reached the maximum number of history events (25000).',
};
const never = { Type: 'Succeed' };

test.each<[string, object]>([
  [
    'a Choice that leads to itself',
    { A: { Type: 'Choice', Choices: [{ Variable: '$.no', IsPresent: true, Next: 'Z' }], Default: 'A' }, Z: never },
  ],
  [
    'a Choice in JSONata that leads to itself',
    {
      A: { Type: 'Choice', QueryLanguage: 'JSONata', Choices: [{ Condition: '{% false %}', Next: 'Z' }], Default: 'A' },
      Z: never,
    },
  ],
  [
    'a retry without end',
    {
      A: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } }],
        Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 0, MaxAttempts: 99_999_999, MaxDelaySeconds: 1 }],
        End: true,
      },
    },
  ],
  [
    'a Map over 100,000 items',
    {
      A: {
        Type: 'Map',
        QueryLanguage: 'JSONata',
        Items: '{% [1..100000] %}',
        ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } },
        End: true,
      },
    },
  ],
])('%s ends with the last event that a history may have', async (_, states) => {
  expect(await runHostile(states)).toEqual(full);
});

test('a Map over 100,000 items of an Express execution comes to an end', async () => {
  const states = {
    A: {
      Type: 'Map',
      QueryLanguage: 'JSONata',
      Items: '{% [1..100000] %}',
      ItemProcessor: { StartAt: 'P', States: { P: { Type: 'Pass', Result: 1, End: true } } },
      Output: '{% $count($states.result) %}',
      End: true,
    },
  };
  expect(await runHostile(states, { maxEvents: Infinity })).toMatchObject({ status: 'SUCCEEDED' });
}, 60_000);
