import { parseTimestamp } from '../data/timestamp.ts';
import { isArray, isObject, type Json, type JsonObject } from '../json.ts';
import { doubleOf, type JsonNumber } from '../json-text/compare-numbers.ts';
import { ExactNumber } from '../json-text/exact-number.ts';
import { checkAssignments } from './assignments.ts';
import { checkChoiceRule } from './choice-rules.ts';
import { checkCredentials } from './credentials.ts';
import { checkExpressionsWithin, isExpressionPlace } from './jsonata-expressions.ts';
import { checkLabel } from './labels.ts';
import { checkNestedShape } from './nested-shapes.ts';
import { checkComparedPath, checkPath, checkPathOrFunction, checkResultPath, checkSinglePath } from './paths.ts';
import { atIndex, type Place, schemaError, wrongType } from './place.ts';
import { checkResourceAmong, checkTaskResource } from './resources.ts';
import { checkCatchers, checkRetriers } from './retry-catch.ts';
import type { Field, ValueRule } from './shape.ts';
import { checkStates } from './states.ts';
import { checkPassResult, checkTemplate, warnOfMissingPath } from './templates.ts';

type Check<V, R> = (value: V, place: Place, rule: R) => void;

/** A check for values of one JSON type; others are reported and not looked into. */
const ofType =
  <V extends Json>(type: string, isOfType: (value: Json) => value is V) =>
  <R>(check: Check<V, R>): Check<Json, R> =>
  (value, place, rule) => {
    if (isOfType(value)) check(value, place, rule);
    else wrongType(place, type);
  };

const text = ofType('String', (value): value is string => typeof value === 'string');
const choice = ofType('[STRING]', (value): value is string => typeof value === 'string');
const boolean = ofType('Boolean', (value): value is boolean => typeof value === 'boolean');
const integer = ofType('Integer', (value): value is number => Number.isInteger(value));
const number = ofType('Number', (value): value is JsonNumber => Number.isFinite(value) || value instanceof ExactNumber);
const list = ofType('Array', isArray);
const object = ofType<JsonObject>('Object', isObject);

/** What each kind of value rule means. */
const CHECKS: { readonly [K in ValueRule['is']]: Check<Json, Extract<ValueRule, { is: K }>> } = {
  string: text((value, place, { hasPathTwin }) => {
    if (hasPathTwin === true && place.language === 'JSONPath') warnOfMissingPath(value, place);
  }),
  boolean: boolean(() => undefined),
  integer: integer(checkRange),
  number: number((value, place, rule) => checkRange(doubleOf(value) ?? 0, place, rule)),
  oneOf: choice((value, place, { values }) => {
    if (!values.includes(value)) schemaError(place, `Value should be one of the following: [${values.join(', ')}]`);
  }),
  listOf: list((value, place, { item }) => {
    if (value.length === 0) schemaError(place, 'Value cannot be empty');
    value.forEach((element, index) => checkValue(element, item, atIndex(place, index)));
  }),
  object: object((value, place, { shape }) => checkNestedShape(value, shape, place)),
  timestamp: text((value, place) => {
    if (parseTimestamp(value) === undefined) schemaError(place, 'String does not match RFC3339 timestamp');
  }),
  path: orNull(text(checkPath)),
  singlePath: text(checkSinglePath),
  comparedPath: text(checkComparedPath),
  resultPath: orNull(text(checkResultPath)),
  pathOrFunction: text(checkPathOrFunction),
  template: (value, place) => {
    if (place.language === 'JSONata') checkExpressionsWithin(value, place);
    else checkTemplate(value, place);
  },
  passResult: checkPassResult,
  assignments: object(checkAssignments),
  // AWS words a Resource that is no text like one that is no ARN.
  taskResource: checkTaskResource,
  resourceAmong: text((value, place, { resources }) => checkResourceAmong(value, resources, place)),
  credentials: object(checkCredentials),
  retriers: list((value, place) => checkRetriers(value, place)),
  catchers: list((value, place) => checkCatchers(value, place)),
  choiceRule: object((value, place, { nested }) => checkChoiceRule(value, place, nested === true)),
  states: object((value, place) => checkStates(value, place)),
  label: text(checkLabel),
};

/** Checks the value of a field; in JSONata states a text may be an expression instead. */
export function checkField(value: Json | undefined, field: Field, place: Place): void {
  if (value === undefined) return;
  if (field.evaluated === true && isExpressionPlace(value, place)) checkExpressionsWithin(value, place);
  else checkValue(value, field.value, place);
}

function checkValue(value: Json, rule: ValueRule, place: Place): void {
  const check = CHECKS[rule.is] as Check<Json, ValueRule>;
  check(value, place, rule);
}

/** Null is accepted where the rule says so. */
function orNull<R extends { readonly mayBeNull?: true }>(check: Check<Json, R>): Check<Json, R> {
  return (value, place, rule) => {
    if (value !== null || rule.mayBeNull !== true) check(value, place, rule);
  };
}

function checkRange(value: number, place: Place, { min, max }: { min?: number; max?: number }): void {
  if (min !== undefined && value < min) schemaError(place, `Minimum value is ${min}`);
  if (max !== undefined && value > max) schemaError(place, `Maximum value is ${max}`);
}
