import type { StateType } from '../definition.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ExecutionFacts } from './facts.ts';
import type { Ms } from './snapshot.ts';

export interface MapItem {
  /** From 0. */
  readonly index: number;
  readonly value: Json;
  /** Of an entry, where an object is mapped over. */
  readonly key?: string;
  /** Distributed Map: `STATE_DATA`, `S3://bucket` or `S3://bucket/key`. */
  readonly source?: string;
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
      ...(facts.redriveTime === undefined ? {} : { RedriveTime: isoTime(facts.redriveTime) }),
    },
    StateMachine: { Id: facts.stateMachineArn, Name: facts.stateMachineName },
    State: {
      Name: state.name,
      EnteredTime: isoTime(state.enteredAt),
      ...(retryable.has(state.type) ? { RetryCount: state.retries } : {}),
    },
    ...(token === undefined ? {} : { Task: { Token: token } }),
    ...(item === undefined ? {} : { Map: { Item: itemObject(item) } }),
  };
  return facts.contextObject === undefined ? made : facts.contextObject(made);
}

function itemObject({ index, value, key, source }: MapItem): JsonObject {
  return {
    Index: index,
    Value: value,
    ...(key === undefined ? {} : { Key: key }),
    ...(source === undefined ? {} : { Source: source }),
  };
}

function isoTime(time: Ms): string {
  return new Date(time).toISOString();
}
