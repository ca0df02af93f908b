/** For all requests of a call, or of a look, together, in milliseconds: less than a turn keeps free. */
export const CALL_MS = 65_000;
/** To ask that a job be stopped, in milliseconds: meanwhile its execution goes no further. */
export const STOP_MS = 10_000;

/** Does some work, whose requests are broken off when it takes too long. @param limitMs milliseconds, more than 0 */
export async function withinTime<T>(
  limitMs: number,
  signal: AbortSignal | undefined,
  work: (limited: AbortSignal) => Promise<T>,
): Promise<T> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), limitMs);
  try {
    return await work(signal ? AbortSignal.any([signal, limit.signal]) : limit.signal);
  } finally {
    clearTimeout(timer);
  }
}
