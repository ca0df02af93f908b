import type { IndexRange } from '../../ports/map-run.ts';

/** How many indexes there are in ranges. */
export function countOf(ranges: readonly IndexRange[]): number {
  return ranges.reduce((count, [from, to]) => count + to - from + 1, 0);
}

export function* indexesOf(ranges: readonly IndexRange[]): Generator<number, void, undefined> {
  for (const [from, to] of ranges) for (let index = from; index <= to; index += 1) yield index;
}

/** The ranges of indexes in ascending order; one that is there twice counts once. */
export function rangesOf(indexes: Iterable<number>): readonly IndexRange[] {
  const ranges: [number, number][] = [];
  for (const index of indexes) {
    const last = ranges.at(-1);
    if (last && index <= last[1] + 1) last[1] = Math.max(last[1], index);
    else ranges.push([index, index]);
  }
  return ranges;
}
