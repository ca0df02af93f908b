import { expect, test } from 'vitest';
import type { StateMachineDefinition } from '../../../lib/asl/definition.ts';
import { advance, begin } from '../../../lib/asl/machine/advance.ts';
import { compile } from '../../../lib/asl/machine/compile.ts';
import { factsOf } from './facts.ts';

const loop: StateMachineDefinition = {
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
    Enough: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 9_000, Next: 'Count' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

test.each([
  ['a Standard execution ends with its 25,000th event', 25_000, 'FAILED', 25_000],
  ['an Express execution has as many events as it needs', Infinity, 'SUCCEEDED', 36_004],
])('%s', async (_, maxEvents, status, count) => {
  const machine = compile(loop);
  const facts = { ...factsOf('{"n":0}'), maxEvents };
  const { end, events } = await advance(machine, facts, begin(machine, facts), [], facts.startTime, 100_000);
  expect(end?.status).toBe(status);
  expect(events).toHaveLength(count);
});
