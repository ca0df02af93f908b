import type { Catcher } from '../../definition.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Visit } from '../../machine/visit.ts';
import { Payload } from '../../payload.ts';
import type { Assigned, Exit } from '../outcome.ts';
import { evaluate, type Extras } from './evaluate.ts';

/** Fields that move data through a state, a choice rule or a catcher in JSONata mode. */
export interface FlowFields {
  readonly Arguments?: Json;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

interface StateFields extends FlowFields {
  readonly Catch?: readonly Catcher[];
}

/** Arguments; without them the state's input. */
export function workInput(visit: Visit): Payload {
  const { Arguments: template } = fieldsOf(visit);
  const made =
    template === undefined ? visit.input : Payload.ofValue(evaluate(visit, template, 'Arguments', { request: true }));
  visit.observer?.data('afterArguments', made);
  return made;
}

export function exitWithResult(visit: Visit, result: Payload): Exit {
  visit.observer?.data('result', result);
  return exitBy(visit, fieldsOf(visit), '', result, { result });
}

/** The exit of Pass, Wait and Succeed. */
export function exitWithInput(visit: Visit): Exit {
  return exitBy(visit, fieldsOf(visit), '', visit.input);
}

/** A catcher's Output and Assign take the place of the state's own. */
export function exitCaught(visit: Visit, catcher: number, errorOutput: Payload): Exit {
  return exitBy(visit, fieldsOf(visit).Catch?.[catcher] ?? {}, `Catch[${catcher}]/`, errorOutput, { errorOutput });
}

/**
 * Assign and Output, both of which read the variables as they were before.
 * @param prefix where these fields are below the state: empty, or ending in `/`
 * @param otherwise the output of a state that has none written
 */
export function exitBy(visit: Visit, fields: FlowFields, prefix: string, otherwise: Payload, extras?: Extras): Exit {
  const { Assign, Output } = fields;
  const assigned = Assign === undefined ? undefined : assignedBy(evaluate(visit, Assign, `${prefix}Assign`, extras));
  const output = Output === undefined ? otherwise : Payload.ofValue(evaluate(visit, Output, `${prefix}Output`, extras));
  return { type: 'exit', output, assigned };
}

/** An empty Assign leaves no trace in the history (recorded). */
function assignedBy(values: Json): Assigned | undefined {
  const entries = Object.entries(values as JsonObject);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name, Payload.ofValue(value)]));
}

function fieldsOf(visit: Visit): StateFields {
  return visit.state.definition as StateFields;
}
