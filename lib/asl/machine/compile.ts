import type { QueryLanguage, Scope, State, StateByType, StateMachineDefinition, StateType } from '../definition.ts';
import type { StateFailure } from '../errors.ts';
import type { DataFlow } from '../states/data-flow.ts';
import { itemProcessorOf } from '../states/distributed.ts';
import { jsonPathFlow } from '../states/json-path/json-path-flow.ts';
import { jsonataFlow } from '../states/jsonata/jsonata-flow.ts';
import { unsupportedFeature } from '../states/unsupported.ts';
import { taskTarget, type TaskTarget } from '../states/task-target.ts';

/** A state of a definition with what the interpreter looks up again and again. */
export interface CompiledState<T extends StateType = StateType> {
  readonly name: string;
  readonly type: T;
  readonly definition: StateByType[T];
  /** Branches of a Parallel state or the item processor of a Map, as indexes of blocks. */
  readonly blocks: readonly number[];
  /** What a Task calls. */
  readonly target: TaskTarget | undefined;
  readonly language: QueryLanguage;
  /** How it moves data, by its query language. */
  readonly flow: DataFlow;
  /** Why the state cannot run in this version. */
  readonly unsupported: StateFailure | undefined;
}

/** One set of states: the machine itself (index 0), a branch or an item processor. */
export interface Block {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, CompiledState>;
}

export interface CompiledMachine {
  readonly blocks: readonly Block[];
  readonly timeoutSeconds: number | undefined;
}

const flows: { readonly [L in QueryLanguage]: DataFlow } = { JSONPath: jsonPathFlow, JSONata: jsonataFlow };

/** Prepares a valid definition for execution. Done once for each revision. */
export function compile(definition: StateMachineDefinition): CompiledMachine {
  const blocks: Block[] = [];
  addBlock(definition, blocks, definition.QueryLanguage ?? 'JSONPath');
  return { blocks, timeoutSeconds: definition.TimeoutSeconds };
}

/** States in inner scopes inherit the machine's language, not that of the state around them (measured). */
function addBlock(scope: Scope, blocks: Block[], language: QueryLanguage): number {
  const states = new Map<string, CompiledState>();
  const index = blocks.push({ startAt: scope.StartAt, states }) - 1;
  for (const [name, definition] of Object.entries(scope.States)) {
    const own = definition.QueryLanguage ?? language;
    const state = {
      name,
      type: definition.Type,
      definition,
      blocks: innerScopes(definition).map((inner) => addBlock(inner, blocks, language)),
      target: definition.Type === 'Task' ? taskTarget(definition.Resource) : undefined,
      language: own,
      flow: flows[own],
    };
    states.set(name, { ...state, unsupported: unsupportedFeature(definition) });
  }
  return index;
}

function innerScopes(state: State): readonly Scope[] {
  if (state.Type === 'Parallel') return state.Branches;
  if (state.Type !== 'Map') return [];
  const processor = itemProcessorOf(state);
  return processor === undefined ? [] : [processor];
}
