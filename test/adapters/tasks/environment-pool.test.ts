import { expect, test } from 'vitest';
import { createEnvironmentPool } from '../../../lib/adapters/tasks/local/environment-pool.ts';
import type { ExecutionEnvironment } from '../../../lib/adapters/tasks/local/execution-environment.ts';

function fakeEnvironment(bundle: string): ExecutionEnvironment {
  return { bundle, alive: true, invoke: () => Promise.reject(new Error('Not invoked')), end: async () => undefined };
}

test('work whose turn comes too late takes no environment, and hands its place on', async () => {
  let started = 0;
  const pool = createEnvironmentPool((bundle) => {
    started += 1;
    return fakeEnvironment(bundle);
  }, 1);
  let finish: () => void = () => undefined;
  const first = pool.use('a', (environment) => {
    environment();
    return new Promise<void>((resolve) => (finish = resolve));
  });
  const second = pool.use('a', async () => 'given up');
  const third = pool.use('a', async (environment) => environment().bundle);
  finish();
  await first;
  expect(await second).toBe('given up');
  expect(await third).toBe('a');
  expect(started).toBe(1);
});
