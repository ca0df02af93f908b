import { expect } from 'vitest';

interface Event {
  readonly id: number;
  readonly previousEventId: number;
  readonly type: string;
}

const FINAL: ReadonlySet<string> = new Set([
  'ExecutionSucceeded',
  'ExecutionFailed',
  'ExecutionAborted',
  'ExecutionTimedOut',
]);
/** Nothing comes before the start and the first state, nor before an end that comes from outside. */
const ROOTS: ReadonlySet<string> = new Set(['ExecutionAborted', 'ExecutionTimedOut']);

/** What is true of every history of an execution that has ended (spec: history, ids). */
export function expectWellFormed(events: readonly Event[]): void {
  expect(events.map(({ id }) => id)).toEqual(events.map((_, at) => at + 1));
  expect(events[0]).toMatchObject({ type: 'ExecutionStarted', previousEventId: 0 });
  for (const { id, previousEventId, type } of events.slice(1)) {
    expect(previousEventId, `${id} ${type}`).toBeLessThan(id);
    // What fails while the first state is entered points back to where that state does.
    if (type === 'EvaluationFailed' && previousEventId === 0) continue;
    if (id === 2 || ROOTS.has(type)) expect(previousEventId, `${id} ${type}`).toBe(0);
    // One tree, which grows out of the first state: the start itself is nobody's previous event.
    else expect(previousEventId, `${id} ${type}`).toBeGreaterThan(1);
  }
  // An end is the last event, or what a redrive follows.
  const ends = events.filter(({ type }) => FINAL.has(type)).map(({ id }) => id);
  const redrives = events.filter(({ type }) => type === 'ExecutionRedriven').map(({ id }) => id);
  expect(ends).toEqual([...redrives.map((id) => id - 1), events.length]);
}
