import type { StateType } from '../definition.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ExecutionFacts } from './facts.ts';
import type { Ms } from './snapshot.ts';

export interface MapItem {
  readonly index: number;
  readonly value: Json;
}

interface Where {
  readonly state: {
    readonly name: string;
    readonly type: StateType;
    readonly enteredAt: Ms;
    readonly retries: number;
  };
  readonly token: string | undefined;
  readonly item: MapItem | undefined;
}

/** States whose context object counts retries (recorded: a Pass state has no RetryCount). */
const retryable: ReadonlySet<StateType> = new Set(['Task', 'Parallel', 'Map']);

/** The context object (`$$`), members in the order in which AWS prints them. */
export function contextObject(facts: ExecutionFacts, where: Where): JsonObject {
  const { state, token, item } = where;
  const made: JsonObject = {
    Execution: {
      Id: facts.executionArn,
      Input: facts.input.value,
      StartTime: isoTime(facts.startTime),
      Name: facts.name,
      RoleArn: facts.roleArn,
      ...(facts.redriveCount === undefined ? {} : { RedriveCount: facts.redriveCount }),
    },
    StateMachine: { Id: facts.stateMachineArn, Name: facts.stateMachineName },
    State: {
      Name: state.name,
      EnteredTime: isoTime(state.enteredAt),
      ...(retryable.has(state.type) ? { RetryCount: state.retries } : {}),
    },
    ...(token === undefined ? {} : { Task: { Token: token } }),
    ...(item === undefined ? {} : { Map: { Item: { Index: item.index, Value: item.value } } }),
  };
  return facts.contextObject === undefined ? made : facts.contextObject(made);
}

function isoTime(time: Ms): string {
  return new Date(time).toISOString();
}
