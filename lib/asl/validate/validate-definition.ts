import { examineJsonata, type Examine } from '../data/jsonata/examine.ts';
import { withPlainFields } from '../definition-numbers.ts';
import type { StateMachineDefinition } from '../definition.ts';
import { isObject, type JsonObject } from '../json.ts';
import { parseJsonText } from '../json-text/parse-json-text.ts';
import { checkShape } from './check-shape.ts';
import { createReport, type Diagnostic, type Report } from './diagnostic.ts';
import { scopesOf } from './scopes.ts';
import { MACHINE_SHAPE } from './shapes.ts';
import { effectiveLanguage } from './states.ts';
import { checkTransitions } from './transitions.ts';
import { checkUniqueNames } from './unique-names.ts';
import { checkVariableScopes } from './variable-scopes.ts';

/** `definition` is there when no diagnostic is an ERROR. */
interface ValidatedDefinition {
  readonly definition?: StateMachineDefinition;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Checks a definition as CreateStateMachine and ValidateStateMachineDefinition do.
 * Names and transitions are looked at when all fields are in order: the other way round one slip would report many.
 * Takes time linear in the length of the text and never throws for what the text says.
 * @param examine what is known of its expressions already, which take most of the time
 */
export function validateDefinition(
  text: string,
  type: 'STANDARD' | 'EXPRESS',
  examine: Examine = examineJsonata,
): ValidatedDefinition {
  const report = createReport();
  const value = parseDefinition(text, report);
  if (value === undefined) return { diagnostics: report.diagnostics };
  checkFields(value, type, report, examine);
  if (report.hasErrors()) return { diagnostics: report.diagnostics };
  const definition = value as unknown as StateMachineDefinition;
  checkAcrossStates(definition, report);
  return report.hasErrors() ? { diagnostics: report.diagnostics } : { definition, diagnostics: report.diagnostics };
}

/**
 * Checks the definition of a lone state as TestState does. Where it leads to does not matter.
 * @param name of the state in the machine of one state that `definition` is, and in locations
 */
export function validateState(text: string, name: string, examine: Examine = examineJsonata): ValidatedDefinition {
  const report = createReport();
  const state = parseDefinition(text, report);
  if (state === undefined) return { diagnostics: report.diagnostics };
  const machine = { StartAt: name, States: { [name]: state } };
  checkFields(machine, 'STANDARD', report, examine);
  const { diagnostics } = report;
  return report.hasErrors()
    ? { diagnostics }
    : { definition: machine as unknown as StateMachineDefinition, diagnostics };
}

/**
 * The message of InvalidDefinition: a single error in quotes, several in quotes of their own within these (seen with
 * Step Functions Local); one without location is `at null`.
 */
export function formatInvalidDefinition(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics
    .filter(({ severity }) => severity === 'ERROR')
    .map(({ code, message, location }) => `${code}: ${message} at ${location ?? 'null'}`);
  const listed = errors.length > 1 ? errors.map((error) => `'${error}'`).join(', ') : errors.join();
  return `Invalid State Machine Definition: '${listed}'`;
}

function parseDefinition(text: string, report: Report): JsonObject | undefined {
  const parsed = text.trim() === '' ? undefined : parseJsonText(text);
  if (parsed?.ok === false) {
    const { message, location } = parsed;
    report.error('INVALID_JSON_DESCRIPTION', `${message}\n at ${location}`, location);
    return undefined;
  }
  const definition = parsed && withPlainFields(parsed.value);
  if (isObject(definition)) return definition;
  report.error('SCHEMA_VALIDATION_FAILED', 'Definition must be a valid JSON object');
  return undefined;
}

function checkFields(definition: JsonObject, type: 'STANDARD' | 'EXPRESS', report: Report, examine: Examine): void {
  const language = effectiveLanguage(definition.QueryLanguage, 'JSONPath');
  checkShape(definition, MACHINE_SHAPE, {
    location: '',
    field: '',
    language,
    machineLanguage: language,
    executionType: type,
    depth: 0,
    report,
    examine,
  });
}

function checkAcrossStates(definition: StateMachineDefinition, report: Report): void {
  const scopes = [...scopesOf({ scope: definition, location: '' })];
  checkUniqueNames(scopes, report);
  checkTransitions(scopes, report);
  checkVariableScopes({ scope: definition, location: '' }, report);
}
