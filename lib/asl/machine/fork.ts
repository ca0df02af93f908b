import type { Json } from '../json.ts';
import type { Payload } from '../payload.ts';
import type { Fork } from '../states/outcome.ts';
import { checkChildInput } from './data-limit.ts';
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
  checkChildInput(input, frame.state);
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
  const join = set.setJoin(frame, { ...newJoin(count, started), items });
  const window = Math.min(count, concurrency === 0 ? MAX_CONCURRENCY : Math.min(concurrency, MAX_CONCURRENCY));
  join.vacancies = Array.from({ length: window }, () => started);
  if (count === 0) becomeJoined(set, frame);
  else becomeIterating(set, frame);
}

/** A child reached its end: remember its output, let the next iteration take its place, or wake the parent. */
export function childEnded(set: WorkingSet, child: Frame, output: Payload): void {
  const frame = set.frame(child.parent);
  const join = set.join(frame);
  const { index, previous } = child;
  join.results[index] = output;
  join.done += 1;
  join.children = join.children.filter((id) => id !== child.id);
  join.last = previous;
  set.removeFrame(child.id);
  if (join.items) {
    join.last = set.record('MapIterationSucceeded', previous, { name: frame.state, index });
    if (join.next < join.count) {
      join.vacancies.push(previous);
      becomeIterating(set, frame);
    }
  }
  if (join.done === join.count) becomeJoined(set, frame);
}

/** Starts the iteration of the next item: a step of the Map state, because it is the Map that fails when there is no input. */
export function iterate(set: WorkingSet, frame: Frame): void {
  const join = set.join(frame);
  const { items = frame.input, next: index, vacancies } = join;
  frame.previous = vacancies[0] ?? frame.previous;
  const visit = set.visit(frame) as Visit<'Map'>;
  const value = (items.value as readonly Json[])[index] ?? null;
  const input = visit.state.flow.itemInput(visit, { index, value });
  checkChildInput(input, frame.state);
  vacancies.shift();
  join.next += 1;
  const started = set.record('MapIterationStarted', frame.previous, { name: frame.state, index });
  const [block = 0] = visit.state.blocks;
  addChild(set, frame, join, { block, index, input, previous: started });
  if (vacancies.length > 0) becomeIterating(set, frame);
  else frame.phase = 'blocked';
}

/** The new iterations come first of all, before any of them takes a step (recorded). */
function becomeIterating(set: WorkingSet, frame: Frame): void {
  frame.phase = 'iterate';
  set.enqueueFirst(frame.id);
}

function becomeJoined(set: WorkingSet, frame: Frame): void {
  frame.phase = 'joined';
  set.enqueue(frame.id);
}

function newJoin(count: number, last: number): Join {
  return { count, done: 0, next: 0, vacancies: [], children: [], results: [], last };
}

function addChild(
  set: WorkingSet,
  parent: Frame,
  join: Join,
  { block, index, input, previous }: Pick<Frame, 'block' | 'index' | 'input' | 'previous'>,
): void {
  const frame = set.addFrame({
    block,
    index,
    input,
    previous,
    parent: parent.id,
    state: set.block(block).startAt,
    phase: 'enter',
    entered: 0,
    enteredAt: set.now,
    retries: 0,
  });
  join.children.push(frame.id);
  set.enqueue(frame.id);
}
