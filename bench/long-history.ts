import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { laptopEngine } from './laptop-engine.ts';
import type { Figure } from './report.ts';

const TASK = 'arn:aws:lambda:us-east-1:000000000000:function:nothing';

/** Counts to 2,800 with one durable task a round: seven events a round, 19,600 in all. */
const definition = {
  StartAt: 'Work',
  States: {
    Work: { Type: 'Task', Resource: TASK, ResultPath: null, Next: 'Count' },
    Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
    Enough: { Type: 'Choice', Choices: [{ Variable: '$.n', NumericLessThan: 2_200, Next: 'Work' }], Default: 'Done' },
    Done: { Type: 'Succeed' },
  },
};

/** What an event costs at the end of a history of 20,000 events, beside its beginning. */
export async function measureLongHistory(): Promise<readonly Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'stepyard-bench-'));
  const laptop = await laptopEngine(directory);
  const revision = await laptop.revisionOf(definition);
  await laptop.run(revision, '{"n":1500}');
  const executionArn = await laptop.run(revision, '{"n":0}');
  const events = await laptop.engine.history(executionArn, 1, 25_000);
  await laptop.close();
  await rm(directory, { recursive: true });
  const times = events.map(({ timestamp }) => timestamp);
  const tenth = Math.floor(times.length / 10);
  // The first tenth warms up the code; it is left out.
  const early = cost(times, tenth, 4 * tenth);
  const late = cost(times, times.length - 3 * tenth - 1, times.length - 1);
  return [
    { name: `events in one history`, value: events.length, unit: 'events' },
    { name: 'cost of an event, tenths 2 to 4 of the history', value: early, unit: 'µs' },
    {
      name: 'cost of an event, tenths 8 to 10',
      value: late,
      unit: 'µs',
      against: { name: 'tenths 2 to 4', value: early },
    },
  ];
}

/** Microseconds for each event between two places. */
function cost(times: readonly number[], from: number, to: number): number {
  return (((times[to] ?? 0) - (times[from] ?? 0)) * 1000) / (to - from);
}
