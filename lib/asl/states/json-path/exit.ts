import { compilePath, type CompiledPath } from '../../data/json-path.ts';
import { compileReferencePath, insertAt } from '../../data/reference-path.ts';
import { compileTemplate } from '../../data/template.ts';
import type { Catcher } from '../../definition.ts';
import type { Json, JsonObject } from '../../json.ts';
import type { Visit } from '../../machine/visit.ts';
import { Payload } from '../../payload.ts';
import type { Assigned, Exit } from '../outcome.ts';

/** Fields that move data through a state in JSONPath mode (spec: JSONPath data flow). */
interface FlowFields {
  readonly InputPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Assign?: JsonObject;
  readonly Catch?: readonly Catcher[];
}

type FlowVisit = Visit & { readonly state: { readonly definition: FlowFields } };

/** InputPath: what the rest of the state sees as `$`. */
export function effectiveInput(visit: Visit): Payload {
  const input = select((visit as FlowVisit).state.definition.InputPath, visit.input, visit);
  visit.observer?.data('afterInputPath', input);
  return input;
}

/** Parameters, evaluated on the effective input; without them the effective input itself. */
export function parameters(visit: Visit): Payload {
  const input = effectiveInput(visit);
  const template = (visit as FlowVisit).state.definition.Parameters;
  const made =
    template === undefined
      ? input
      : Payload.ofValue(compileTemplate(template).evaluate(visit.scope(input.value, { request: true })));
  visit.observer?.data('afterParameters', made);
  return made;
}

/** ResultSelector, Assign, ResultPath, OutputPath: from the raw result of a state's work to its exit. */
export function exitWithResult(visit: Visit, rawResult: Payload): Exit {
  const { ResultSelector: selector, ResultPath: path, Assign: assign } = (visit as FlowVisit).state.definition;
  visit.observer?.data('result', rawResult);
  const result =
    selector === undefined
      ? rawResult
      : Payload.ofValue(compileTemplate(selector).evaluate(visit.scope(rawResult.value)));
  return exitWithOutput(visit, placed(visit, path, result), assignments(assign, result, visit));
}

/** Pass: Parameters or Result, Assign, ResultPath, OutputPath. */
export function exitPass(visit: Visit<'Pass'>): Exit {
  const { Result, ResultPath, Assign } = visit.state.definition;
  const input = parameters(visit);
  // Nothing inside Result is evaluated, not even fields that end in `.$` (recorded).
  const result = Result === undefined ? input : Payload.ofValue(Result);
  visit.observer?.data('result', result);
  const output = placed(visit, ResultPath, result);
  return exitWithOutput(visit, output, assignments(Assign, result, visit));
}

/** InputPath, Assign, OutputPath, for states that only pass their input on. */
export function exitWithInput(visit: Visit): Exit {
  const input = effectiveInput(visit);
  return exitWithOutput(visit, input, assignments((visit as FlowVisit).state.definition.Assign, input, visit));
}

/** A catcher: Assign reads the error output, ResultPath puts it into the raw input; the state's own fields are passed over. */
export function exitCaught(visit: Visit, catcher: number, errorOutput: Payload): Exit {
  const { ResultPath, Assign } = (visit as FlowVisit).state.definition.Catch?.[catcher] ?? {};
  return {
    type: 'exit',
    output: placeResult(ResultPath, visit.input, errorOutput),
    assigned: assignments(Assign, errorOutput, visit),
  };
}

/** OutputPath, for states without a result of their own. */
export function exitWithOutput(visit: Visit, output: Payload, assigned?: Assigned): Exit {
  return {
    type: 'exit',
    output: select((visit as FlowVisit).state.definition.OutputPath, output, visit),
    assigned,
  };
}

/** Assign: every value reads the variables as they were before the state; undefined when nothing is assigned. */
export function assignments(assign: JsonObject | undefined, input: Payload, visit: Visit): Assigned | undefined {
  if (assign === undefined) return undefined;
  const values = compileTemplate(assign).evaluate(visit.scope(input.value)) as JsonObject;
  const entries = Object.entries(values);
  if (entries.length === 0) return undefined;
  return Object.fromEntries(entries.map(([name, value]) => [name, Payload.ofValue(value)]));
}

/** What the state's own ResultPath makes of its result. */
function placed(visit: Visit, path: string | null | undefined, result: Payload): Payload {
  visit.observer?.data('afterResultSelector', result);
  const output = placeResult(path, visit.input, result);
  visit.observer?.data('afterResultPath', output);
  return output;
}

/** ResultPath: `$` replaces the raw input, null keeps it, anything else is inserted into it. */
function placeResult(path: string | null | undefined, rawInput: Payload, result: Payload): Payload {
  if (path === undefined || path === '$') return result;
  if (path === null) return rawInput;
  return Payload.ofValue(insertAt(compileReferencePath(path), rawInput.value, result.value));
}

function select(path: string | null | undefined, from: Payload, visit: Visit): Payload {
  if (path === undefined || path === '$') return from;
  if (path === null) return Payload.ofText('{}');
  const compiled: CompiledPath = compilePath(path);
  return Payload.ofValue(compiled.read(visit.scope(from.value)));
}
