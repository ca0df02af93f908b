import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
type StopSignal = (typeof SIGNALS)[number];

/**
 * Resolves when the process is asked to stop (Ctrl-C, SIGTERM). Asked a second time, it stops at once: the handlers are
 * gone by then.
 * @param until when it aborts, the handlers are gone as well
 */
export function stopSignal(until?: AbortSignal): Promise<StopSignal> {
  return new Promise((resolve) => {
    const ignore = () => {
      for (const name of SIGNALS) process.off(name, stop);
    };
    const stop = (signal: StopSignal) => {
      ignore();
      resolve(signal);
    };
    for (const name of SIGNALS) process.on(name, stop);
    until?.addEventListener('abort', ignore);
  });
}

/**
 * Work that need not be waited for when the process is asked to stop: the exit code is then that of shells for a signal.
 * What follows the work is stopped at once.
 */
export async function interruptible(work: Promise<number>): Promise<number> {
  const ended = new AbortController();
  const stopped = stopSignal(ended.signal).then((signal) => 128 + constants.signals[signal]);
  try {
    return await Promise.race([work, stopped]);
  } finally {
    ended.abort();
  }
}
