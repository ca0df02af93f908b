import type { DataScope } from '../data/data-scope.ts';
import type { Work } from '../data/jsonata/limits.ts';
import type { StateType } from '../definition.ts';
import type { Json, JsonObject } from '../json.ts';
import type { Payload } from '../payload.ts';
import { chanceOf } from './chance.ts';
import type { CompiledState } from './compile.ts';
import { contextObject, type MapItem } from './context-object.ts';
import type { ExecutionFacts } from './facts.ts';
import type { StateObserver } from './observer.ts';
import type { Settled } from './settled.ts';
import type { Frame, FrameId, Ms, PendId } from './snapshot.ts';

/** One state being visited by one frame: all that a state's code may know. */
export interface Visit<T extends StateType = StateType> {
  readonly state: CompiledState<T>;
  /** The raw input of the state. */
  readonly input: Payload;
  /** Milliseconds since the epoch, from the message that woke the execution. */
  readonly now: Ms;
  /** Set when the state is tested. */
  readonly observer: StateObserver | undefined;
  /**
   * What work that takes its time comes to. Throws Suspended until it is there; the step is then taken again and asks
   * again in the same order, so ask for everything before anything is changed.
   * @param begin gets chance of its own, and the work that this step has done so far
   */
  settle<T>(begin: (random: () => number, work: Work) => Promise<T>): T;
  /** What `$`, `$$` and `$name` mean where `input` is `$`. */
  scope(input: Json, place?: ScopePlace): DataScope;
}

/** Parts of the context object that exist only in some places. */
export interface ScopePlace {
  readonly item?: MapItem;
  /** The state's own request: `$$.Task.Token` may be read. */
  readonly request?: boolean;
}

/** What a visit needs to know of the execution it happens in. */
export interface Surroundings {
  readonly facts: ExecutionFacts;
  readonly now: Ms;
  readonly nextEvent: number;
  /** Id that the next pend will get. */
  readonly nextPend: PendId;
  readonly observer: StateObserver | undefined;
  frame(id: FrameId): Frame;
  readonly settled: Settled;
}

export function visitOf(state: CompiledState, frame: Frame, around: Surroundings): Visit {
  const { facts, nextPend } = around;
  let random: (() => number) | undefined;
  return {
    state,
    input: frame.input,
    now: around.now,
    observer: around.observer,
    settle: (begin) =>
      around.settled.settle((nth, work) => begin(chanceOf(facts.executionArn, around.nextEvent, nth), work)),
    scope(input, place) {
      let context: JsonObject | undefined;
      return {
        input,
        contextObject: () =>
          (context ??= contextObject(facts, {
            state: { name: state.name, type: state.type, enteredAt: frame.enteredAt, retries: frame.retries },
            token: place?.request === true && hasToken(state) ? facts.taskToken(nextPend, frame.retries) : undefined,
            item: place?.item,
          })),
        variable: (name) => lookUp(name, frame, around),
        random: () => (random ??= chanceOf(facts.executionArn, around.nextEvent))(),
      };
    },
  };
}

function hasToken(state: CompiledState): boolean {
  return state.target?.kind === 'service' && state.target.pattern !== 'requestResponse';
}

/** Inner scopes read the variables of outer ones; a name is assigned in one scope only (spec: Variables). */
function lookUp(name: string, frame: Frame, around: Surroundings): Json | undefined {
  for (
    let scope: Frame | undefined = frame;
    scope;
    scope = scope.parent === 0 ? undefined : around.frame(scope.parent)
  ) {
    if (scope.variables && Object.hasOwn(scope.variables, name)) return scope.variables[name]?.value;
  }
  return undefined;
}
