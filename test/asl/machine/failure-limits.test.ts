import { expect, test } from 'vitest';
import { playCase } from './play-case.ts';

/** Longer than the service's model allows. */
const LONG = 'x'.repeat(40_000);

test.each([
  ['of a Fail state', { Type: 'Fail', Error: LONG, Cause: LONG }, []],
  [
    'of a service',
    { Type: 'Task', Resource: 'arn:aws:lambda:eu-central-1:123456789012:function:F', End: true },
    [{ at: 1, state: 'S', type: 'failed', error: LONG, cause: LONG }],
  ],
] as const)('error and cause %s are cut to what the API can show', async (_, state, messages) => {
  const definition = { StartAt: 'S', States: { S: state } };
  const { end, events } = await playCase({ definition, messages } as never, { stored: false });
  expect(end).toMatchObject({ error: 'x'.repeat(256), cause: 'x'.repeat(32_768) });
  expect(events.at(-1)?.details).toMatchObject({ error: 'x'.repeat(256), cause: 'x'.repeat(32_768) });
});

test('a path that is not found does not repeat an input without end', async () => {
  const definition = { StartAt: 'S', States: { S: { Type: 'Pass', Parameters: { 'a.$': '$.no' }, End: true } } };
  const { end } = await playCase({ definition, input: { long: LONG } } as never, { stored: false });
  expect(end).toMatchObject({ error: 'States.Runtime' });
  expect((end as { readonly cause: string }).cause).toHaveLength(32_768);
});
