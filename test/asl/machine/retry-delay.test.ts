import { expect, test } from 'vitest';
import type { Retrier } from '../../../lib/asl/definition.ts';
import { chanceOf } from '../../../lib/asl/machine/chance.ts';
import { retryDelay } from '../../../lib/asl/machine/retry-delay.ts';

const execution = 'arn:aws:states:eu-central-1:123456789012:execution:Machine:run';

function noChance(): number {
  throw new Error('There is no jitter.');
}

test.each<[Omit<Retrier, 'ErrorEquals'>, readonly number[]]>([
  [{}, [1, 2, 4, 8]],
  [{ IntervalSeconds: 3, BackoffRate: 1 }, [3, 3, 3]],
  [{ IntervalSeconds: 3, BackoffRate: 1.5 }, [3, 4.5, 6.75]],
  [{ IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 50 }, [10, 30, 50, 50]],
  [{ MaxDelaySeconds: 1, JitterStrategy: 'NONE' }, [1, 1]],
])('%j pauses for %j seconds', (retrier, seconds) => {
  const delays = seconds.map((_, used) => retryDelay({ ErrorEquals: ['States.ALL'], ...retrier }, used, noChance));
  expect(delays).toEqual(seconds.map((each) => each * 1000));
});

test.each<[Omit<Retrier, 'ErrorEquals'>, number]>([
  [{ IntervalSeconds: 0 }, 0],
  [{ IntervalSeconds: 0, JitterStrategy: 'FULL' }, 0],
  [{}, 31_622_400_000],
  [{ BackoffRate: 1e308, MaxDelaySeconds: 5 }, 5_000],
  [{ BackoffRate: 1e308 }, 31_622_400_000],
])('%j still pauses for a time after 9,999 attempts: %d milliseconds', (retrier, delay) => {
  expect(retryDelay({ ErrorEquals: ['States.ALL'], ...retrier }, 9_999, () => 0.5)).toBe(delay);
});

test.each([
  [0, 0],
  [0.25, 5_000],
  [0.999_999_9, 20_000],
])('full jitter that draws %d pauses for %d of at most 20,000 milliseconds', (drawn, delay) => {
  const retrier: Retrier = { ErrorEquals: ['States.ALL'], IntervalSeconds: 10, JitterStrategy: 'FULL' };
  expect(retryDelay(retrier, 1, () => drawn)).toBe(delay);
});

function draw(arn: string, event: number, count: number): readonly number[] {
  const next = chanceOf(arn, event);
  return Array.from({ length: count }, () => next());
}

test('the same step of the same execution draws the same numbers again', () => {
  expect(draw(execution, 6, 10)).toEqual(draw(execution, 6, 10));
});

test('every step and every execution draws numbers of its own', () => {
  const drawn = [draw(execution, 6, 10), draw(execution, 7, 10), draw(`${execution}-2`, 6, 10)].flat();
  expect(new Set(drawn).size).toBe(30);
});

test('the numbers are spread evenly from 0 to 1', () => {
  const drawn = draw(execution, 1, 4_000);
  const quarters = [0, 1, 2, 3].map((quarter) => drawn.filter((number) => Math.floor(number * 4) === quarter).length);
  for (const quarter of quarters) expect(quarter).toBeGreaterThan(900);
  expect(quarters.reduce((sum, quarter) => sum + quarter)).toBe(4_000);
});
