import type { JsonObject } from '../json.ts';
import { checkAlternatives, checkShape } from './check-shape.ts';
import { isTooDeep } from './nesting-limit.ts';
import { oneDeeper, type Place, schemaError } from './place.ts';
import type { Field, Shape, ValueRule } from './shape.ts';

const comparisons = ['Equals', 'LessThan', 'GreaterThan', 'LessThanEquals', 'GreaterThanEquals'];

/** The comparison operators, and what they compare with. */
const OPERATORS: { readonly [operator: string]: ValueRule } = {
  ...family('String', comparisons, { is: 'string', hasPathTwin: true }),
  StringMatches: { is: 'string' },
  ...family('Numeric', comparisons, { is: 'number' }),
  ...family('Boolean', ['Equals'], { is: 'boolean' }),
  ...family('Timestamp', comparisons, { is: 'timestamp' }),
  ...Object.fromEntries(
    ['IsNull', 'IsPresent', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'].map((name) => [
      name,
      { is: 'boolean' },
    ]),
  ),
};

function family(type: string, names: readonly string[], operand: ValueRule): { [operator: string]: ValueRule } {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${type}${name}`, operand],
      [`${type}${name}Path`, { is: 'comparedPath' }],
    ]),
  );
}

const SELECTORS = ['And', 'Or', 'Not', 'Variable', 'Condition'];
const nestedRule: ValueRule = { is: 'choiceRule', nested: true };
const jsonPath = (value: ValueRule): Field => ({ value, language: 'JSONPath' });

const NESTED_RULE: Shape = {
  fields: {
    Comment: { value: { is: 'string' } },
    Variable: jsonPath({ is: 'comparedPath' }),
    And: jsonPath({ is: 'listOf', item: nestedRule }),
    Or: jsonPath({ is: 'listOf', item: nestedRule }),
    Not: jsonPath(nestedRule),
    ...Object.fromEntries(Object.entries(OPERATORS).map(([name, operand]) => [name, jsonPath(operand)])),
  },
  required: [],
  alternatives: [],
};

const TOP_RULE: Shape = {
  fields: {
    ...NESTED_RULE.fields,
    Next: { value: { is: 'string' } },
    Assign: { value: { is: 'assignments' } },
    Output: { value: { is: 'template' }, language: 'JSONata' },
    Condition: { value: { is: 'boolean' }, language: 'JSONata', evaluated: true },
  },
  required: ['Next'],
  alternatives: [],
};

/** A rule of a Choice state; `nested`: one inside And, Or or Not, which has no Next. */
export function checkChoiceRule(rule: JsonObject, place: Place, nested: boolean): void {
  if (isTooDeep(place)) return;
  checkShape(rule, nested ? NESTED_RULE : TOP_RULE, oneDeeper(place));
  const selectors = SELECTORS.filter((name) => Object.hasOwn(rule, name));
  if (selectors.length !== 1) {
    schemaError(place, `The object must have only one of the following fields, [${SELECTORS.join(', ')}]`);
  } else if (selectors[0] === 'Variable' && place.language === 'JSONPath') {
    checkAlternatives(rule, { fields: Object.keys(OPERATORS), required: true }, place);
  }
}
