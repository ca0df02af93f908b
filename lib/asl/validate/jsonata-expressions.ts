import { expressionIn } from '../data/jsonata/expression.ts';
import { missingReference } from '../data/jsonata/references.ts';
import { isArray, isObject, type Json } from '../json.ts';
import { atField, atIndex, type Place, schemaError } from './place.ts';

/** May this value be an expression in the place of a literal? AWS takes any text for one until it is evaluated. */
export function isExpressionPlace(value: Json, place: Place): value is string {
  return place.language === 'JSONata' && typeof value === 'string';
}

/**
 * Checks every text within a value that JSONata evaluates, at any depth, each at its own location.
 * The one place through which all expressions of a definition pass.
 */
export function checkExpressionsWithin(value: Json, place: Place): void {
  if (typeof value === 'string') checkText(value, place);
  else if (isArray(value)) value.forEach((item, index) => checkExpressionsWithin(item, atIndex(place, index)));
  else if (isObject(value)) {
    for (const [name, member] of Object.entries(value)) checkExpressionsWithin(member, atField(place, name));
  }
}

function checkText(text: string, place: Place): void {
  const expression = expressionIn(text);
  if (expression !== undefined) checkExpression(expression, place);
  else if (text.startsWith('{%')) schemaError(place, 'JSONata string must start with {% and end with %}');
}

function checkExpression(expression: string, place: Place): void {
  const { report, location } = place;
  const examined = place.examine(expression);
  if ('invalid' in examined) {
    report.error('INVALID_JSONATA_EXPRESSION', examined.invalid, location);
    return;
  }
  for (const reference of examined.references) {
    const message = missingReference(reference, statesFieldsAt(place));
    if (message !== undefined) report.error('UNSUPPORTED_JSONATA_EXPRESSION', message, location);
  }
}

const EVERYWHERE = new Set(['input', 'context']);
const WITH_RESULT = new Set([...EVERYWHERE, 'result']);
const WITH_ERROR_OUTPUT = new Set([...EVERYWHERE, 'errorOutput']);

const OF_STATE = /^\/(?:Assign|Output)(?:[/[]|$)/;
const OF_CATCHER = /^\/Catch\[\d+\]\/(?:Assign|Output)(?:[/[]|$)/;
const TYPES_WITH_RESULT: ReadonlySet<string | undefined> = new Set(['Task', 'Parallel', 'Map']);

/** The members of `$states`: the result and the error output exist only where a state or a catcher is left. */
function statesFieldsAt({ state, location }: Place): ReadonlySet<string> {
  const field = location.slice(state?.location.length);
  if (OF_CATCHER.test(field)) return WITH_ERROR_OUTPUT;
  return OF_STATE.test(field) && TYPES_WITH_RESULT.has(state?.type) ? WITH_RESULT : EVERYWHERE;
}
