import type { ExecutionEnvironment } from './execution-environment.ts';

/** Environments of one function. Those that are idle are used again, unless they are dead or hold old code. */
export interface EnvironmentPool {
  /**
   * Runs `work` when its turn comes, which is at once unless too many are busy. It takes an environment that has loaded
   * `bundle` by asking for it.
   */
  use<T>(bundle: string, work: (environment: () => ExecutionEnvironment) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** @param limit how many environments may be busy at once */
export function createEnvironmentPool(start: (bundle: string) => ExecutionEnvironment, limit: number): EnvironmentPool {
  const idle: ExecutionEnvironment[] = [];
  const all = new Set<ExecutionEnvironment>();
  const waiting: (() => void)[] = [];
  let busy = 0;

  const retire = (environment: ExecutionEnvironment) => {
    all.delete(environment);
    void environment.end();
  };
  const take = (bundle: string): ExecutionEnvironment => {
    for (let found = idle.pop(); found; found = idle.pop()) {
      if (found.alive && found.bundle === bundle) return found;
      retire(found);
    }
    const started = start(bundle);
    all.add(started);
    return started;
  };

  return {
    async use(bundle, work) {
      if (busy >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
      else busy += 1;
      let taken: ExecutionEnvironment | undefined;
      try {
        return await work(() => (taken ??= take(bundle)));
      } finally {
        if (taken?.alive === true) idle.push(taken);
        else if (taken) retire(taken);
        // A place that is handed on stays counted.
        const next = waiting.shift();
        if (next) next();
        else busy -= 1;
      }
    },
    async close() {
      await Promise.all([...all].map((environment) => environment.end()));
    },
  };
}
