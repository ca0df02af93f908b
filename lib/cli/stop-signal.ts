import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
type StopSignal = (typeof SIGNALS)[number];

/**
 * Resolves when the process is asked to stop (Ctrl-C, SIGTERM). Asked a second time, it stops at once: the handlers are
 * gone by then.
 */
export function stopSignal(): Promise<StopSignal> {
  return new Promise((resolve) => {
    const stop = (signal: StopSignal) => {
      for (const name of SIGNALS) process.off(name, stop);
      resolve(signal);
    };
    for (const name of SIGNALS) process.on(name, stop);
  });
}

/** Work that need not be waited for when the process is asked to stop: the exit code is then that of shells for a signal. */
export function interruptible(work: Promise<number>): Promise<number> {
  return Promise.race([work, stopSignal().then((signal) => 128 + constants.signals[signal])]);
}
