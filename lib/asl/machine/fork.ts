import type { Payload } from '../payload.ts';
import { iterationInput } from '../states/map.ts';
import type { Fork } from '../states/outcome.ts';
import type { Frame, Join } from './snapshot.ts';
import type { Visit } from './visit.ts';
import type { WorkingSet } from './working-set.ts';

/** How many iterations of an inline Map run at once at most (spec: Map). */
const MAX_CONCURRENCY = 40;

/** Starts the branches of a Parallel state, or the first window of a Map's iterations. */
export function fork(set: WorkingSet, frame: Frame, outcome: Fork): void {
  if (outcome.items === undefined) forkBranches(set, frame, outcome);
  else forkIterations(set, frame, outcome, outcome.items);
}

function forkBranches(set: WorkingSet, frame: Frame, { count, input = frame.input }: Fork): void {
  frame.previous = set.record('ParallelStateStarted', frame.previous, undefined);
  frame.phase = 'blocked';
  const join = set.setJoin(frame, newJoin(count, frame.previous));
  set.state(frame).blocks.forEach((block, index) => {
    addChild(set, frame, join, { block, index, input, previous: frame.previous });
  });
}

function forkIterations(set: WorkingSet, frame: Frame, { count, concurrency = 0 }: Fork, items: Payload): void {
  const started = set.record('MapStateStarted', frame.previous, { length: count });
  frame.previous = started;
  frame.phase = 'blocked';
  const join = set.setJoin(frame, { ...newJoin(count, started), items });
  const window = Math.min(count, concurrency === 0 ? MAX_CONCURRENCY : Math.min(concurrency, MAX_CONCURRENCY));
  while (join.next < window) startIteration(set, frame, join, started);
  if (count === 0) becomeJoined(set, frame);
}

/** A child reached its end: remember its output, start the next iteration in its place, or wake the parent. */
export function childEnded(set: WorkingSet, child: Frame, output: Payload): void {
  const frame = set.frame(child.parent);
  const join = set.join(frame);
  const { index, previous } = child;
  join.results[index] = output;
  join.done += 1;
  join.children = join.children.filter((id) => id !== child.id);
  join.last = previous;
  if (join.items) {
    join.last = set.record('MapIterationSucceeded', previous, { name: frame.state, index });
    if (join.next < join.count) startIteration(set, frame, join, previous);
  }
  set.removeFrame(child.id);
  if (join.done === join.count) becomeJoined(set, frame);
}

function becomeJoined(set: WorkingSet, frame: Frame): void {
  frame.phase = 'joined';
  set.enqueue(frame.id);
}

function startIteration(set: WorkingSet, frame: Frame, join: Join, previous: number): void {
  const index = join.next;
  const input = join.items && iterationInput(set.visit(frame) as Visit<'Map'>, join.items, index);
  join.next += 1;
  const started = set.record('MapIterationStarted', previous, { name: frame.state, index });
  const [block = 0] = set.state(frame).blocks;
  addChild(set, frame, join, { block, index, input: input ?? frame.input, previous: started });
}

function newJoin(count: number, last: number): Join {
  return { count, done: 0, next: 0, children: [], results: [], last };
}

function addChild(
  set: WorkingSet,
  parent: Frame,
  join: Join,
  child: Pick<Frame, 'block' | 'index' | 'input' | 'previous'>,
): void {
  const frame = set.addFrame({
    ...child,
    parent: parent.id,
    state: set.block(child.block).startAt,
    phase: 'enter',
    entered: 0,
    enteredAt: set.now,
    retries: 0,
  });
  join.children.push(frame.id);
  set.enqueue(frame.id);
}
