import { parentPort, workerData } from 'node:worker_threads';
import fc from 'fast-check';
import { fuzzed, play } from './fuzz.ts';

export interface FuzzTask {
  readonly runs: number;
  readonly seed: number;
  /** Only this run of the seed. */
  readonly path: string | undefined;
  /** One number, shared: the run that has begun. */
  readonly begun: Int32Array;
}

export interface FuzzReport {
  readonly runs: number;
  /** How executions ended, most frequent first. */
  readonly ends: readonly (readonly [end: string, count: number])[];
  readonly failure?: {
    readonly path: string;
    readonly message: string;
    readonly definition: string;
    readonly input: string;
    readonly doing: string;
  };
}

/** Ends that are listed; the others have names of chance. */
const LISTED = 12;

async function fuzz({ runs, seed, path, begun }: FuzzTask): Promise<FuzzReport> {
  const ends = new Map<string, number>();
  let run = 0;
  const details = await fc.check(
    fc.asyncProperty(fuzzed, async (drawn) => {
      begun[0] = run;
      run += 1;
      const end = await play(drawn);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }),
    path === undefined ? { numRuns: runs, seed } : { numRuns: 1, seed, path },
  );
  const listed = [...ends].sort(([, a], [, b]) => b - a).slice(0, LISTED);
  const report = { runs: details.numRuns, ends: listed };
  const [drawn] = details.counterexample ?? [];
  if (!drawn) return report;
  const { definition, input, doing } = drawn;
  const { errorInstance } = details;
  const message =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  const failure = { path: details.counterexamplePath ?? '', message, definition, input, doing: JSON.stringify(doing) };
  return { ...report, failure };
}

parentPort?.postMessage(await fuzz(workerData as FuzzTask));
