import { isObject, type Json, type JsonObject } from '../../asl/json.ts';
import { parseJsonText } from '../../asl/json-text/parse-json-text.ts';
import type { CompiledState } from '../../asl/machine/compile.ts';
import { validation } from '../errors.ts';

type Member = 'string' | 'number' | 'any';

/** What a context object may have that is given with a mock. */
const MEMBERS: { readonly [name: string]: { readonly [member: string]: Member } } = {
  Execution: {
    Id: 'string',
    Input: 'any',
    Name: 'string',
    RoleArn: 'string',
    StartTime: 'string',
    RedriveCount: 'number',
    RedriveTime: 'string',
  },
  State: { Name: 'string', EnteredTime: 'string', RetryCount: 'number' },
  StateMachine: { Id: 'string', Name: 'string' },
  Task: { Token: 'string' },
};

/** The context object that a request gives; ValidationException for one that no execution could have. */
export function givenContext(text: string, state: CompiledState): JsonObject {
  const parsed = parseJsonText(text);
  // The words are a guess.
  if (!parsed.ok || !isObject(parsed.value)) throw refused('Context must be a valid JSON object');
  for (const [name, value] of Object.entries(parsed.value)) {
    if (name === 'Map') throw refused("'Map' field is not supported when mocking a Context object");
    const members = Object.hasOwn(MEMBERS, name) ? MEMBERS[name] : undefined;
    if (members === undefined) throw refused(`Field '${name}' is not allowed`);
    if (name === 'Task' && !hasToken(state)) {
      throw refused(
        "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern",
      );
    }
    checkMembers(name, value, members);
  }
  return parsed.value;
}

/** Where a state is tested: what takes the place of the context object that an execution would have. */
interface Surroundings {
  readonly given: JsonObject | undefined;
  readonly hasRole: boolean;
  /** The item, if the state is tested as one within a Map: the state's input. */
  readonly item: { readonly value: Json } | undefined;
}

/** Without a role AWS shows null (recorded); a state within a Map sees its input as the first item (docs). */
export function shownContext({ given, hasRole, item }: Surroundings): (made: JsonObject) => JsonObject {
  return (made) => {
    const map = made['Map'] ?? (item && { Item: { Index: 0, Value: item.value } });
    const execution = made['Execution'];
    const shown =
      given ?? (hasRole || !isObject(execution) ? made : { ...made, Execution: { ...execution, RoleArn: null } });
    return map === undefined ? shown : { ...shown, Map: map };
  };
}

function checkMembers(name: string, value: Json, members: { readonly [member: string]: Member }): void {
  // The words are a guess.
  if (!isObject(value)) throw refused(`${name} must be an object`);
  for (const [member, found] of Object.entries(value)) {
    const type = Object.hasOwn(members, member) ? members[member] : undefined;
    if (type === undefined) throw refused(`Field '${member}' is not allowed`);
    if (type !== 'any' && typeof found !== type) throw refused(`${name}.${member} must be a ${type}`);
  }
}

function hasToken({ target }: CompiledState): boolean {
  return target?.kind === 'service' && target.pattern !== 'requestResponse';
}

function refused(reason: string) {
  return validation(`Invalid Context object provided: ${reason}`);
}
