import { expect, test } from 'vitest';
import { interruptible } from '../../lib/cli/stop-signal.ts';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const handlers = () => SIGNALS.map((signal) => process.listeners(signal));

/** Asks the process to stop, but for the handlers that the tests run with. */
function ask(signal: (typeof SIGNALS)[number], before: readonly unknown[]): void {
  for (const handler of process.listeners(signal)) if (!before.includes(handler)) handler(signal);
}

const never = () => new Promise<number>(() => undefined);

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)(
  'work that is stopped by %s ends with the exit code %i, and a second signal stops the process',
  async (signal, code) => {
    const before = handlers();
    const ended = interruptible(never());
    expect(handlers()).not.toEqual(before);
    ask(signal, before.flat());
    expect(await ended).toBe(code);
    expect(handlers()).toEqual(before);
  },
);

test.each<[string, () => Promise<number>]>([
  ['has ended', async () => 3],
  ['has failed', () => Promise.reject(new Error('work'))],
])('after work that %s the first signal stops the process', async (_, work) => {
  const before = handlers();
  await interruptible(work()).catch(() => undefined);
  expect(handlers()).toEqual(before);
});
