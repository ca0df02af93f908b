/** One measured figure: bigger is better unless `unit` says otherwise. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the figure is compared with, measured in the same run. */
  readonly against?: { readonly name: string; readonly value: number };
}

export function print(figures: readonly Figure[]): void {
  for (const { name, value, unit, against } of figures) {
    const shown = value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
    const ratio = against && ` = ${(value / against.value).toFixed(3)} x ${against.name}`;
    process.stdout.write(`${name.padEnd(46)} ${shown.padStart(11)} ${unit}${ratio ?? ''}\n`);
  }
}

/** Seconds that a piece of work takes. */
export async function seconds(work: () => unknown): Promise<number> {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
}

/** The best of several runs: what the machine can do when nothing else is in the way. */
export async function best(runs: number, run: () => Promise<number>): Promise<number> {
  let highest = 0;
  for (let count = 0; count < runs; count += 1) highest = Math.max(highest, await run());
  return highest;
}
