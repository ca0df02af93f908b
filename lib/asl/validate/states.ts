import type { QueryLanguage, StateType } from '../definition.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';
import { checkRequired, checkShape } from './check-shape.ts';
import { STATE_SHAPES, STATE_TYPES } from './fields.ts';
import { isTooDeep } from './nesting-limit.ts';
import { atField, type Place, schemaError, wrongType } from './place.ts';
import { isActivityArn } from './resources.ts';

const MAX_NAME_LENGTH = 80;

/** The states of one scope. */
export function checkStates(states: JsonObject, place: Place): void {
  if (isTooDeep(place)) return;
  const names = Object.keys(states);
  if (names.length === 0) schemaError(place, 'Value cannot be empty');
  for (const name of names) {
    const at = atField(place, name);
    if (name.length <= MAX_NAME_LENGTH) checkState(states[name], at);
    else {
      at.report.error(
        'INVALID_STATE_NAME',
        `Invalid State name: State '${name}' exceeds the ${MAX_NAME_LENGTH}-character limit allowed by the service`,
        at.location,
      );
    }
  }
}

function checkState(state: Json | undefined, place: Place): void {
  if (!isObject(state)) wrongType(place, 'Object');
  else if (!Object.hasOwn(state, 'Type')) checkRequired(state, ['Type'], place);
  else if (isStateType(state.Type)) checkFields(state, state.Type, place);
  else {
    const types = STATE_TYPES.join(', ');
    schemaError(atField(place, 'Type'), `The field 'Type' should have one of these values: [${types}]`);
  }
}

function checkFields(state: JsonObject, type: StateType, place: Place): void {
  const own: Place = {
    ...place,
    language: effectiveLanguage(state.QueryLanguage, place.machineLanguage),
    state: { type, location: place.location },
  };
  const isLanguageRefused = state.QueryLanguage === 'JSONPath' && place.machineLanguage === 'JSONata';
  if (isLanguageRefused) {
    schemaError(place, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
  }
  checkShape(state, STATE_SHAPES[type], own, { anyLanguage: isLanguageRefused });
  if (type === 'Task') checkTask(state, own);
}

/** Without a QueryLanguage the given default; anything that is not exactly JSONPath counts as JSONata (measured on AWS). */
export function effectiveLanguage(written: Json | undefined, otherwise: QueryLanguage): QueryLanguage {
  if (written === undefined) return otherwise;
  return written === 'JSONPath' ? 'JSONPath' : 'JSONata';
}

function isStateType(type: Json | undefined): type is StateType {
  return (STATE_TYPES as readonly unknown[]).includes(type);
}

function checkTask(task: JsonObject, place: Place): void {
  if (isActivityArn(task.Resource) && Object.hasOwn(task, 'Credentials')) {
    schemaError(atField(place, 'Credentials'), "The field 'Credentials' is not supported for activities");
  }
  const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = task;
  if (typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout) {
    // The rule is in the docs; the words are a guess.
    schemaError(atField(place, 'HeartbeatSeconds'), 'HeartbeatSeconds must be smaller than TimeoutSeconds');
  }
}
