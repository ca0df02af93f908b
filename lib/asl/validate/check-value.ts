import { parseTimestamp } from '../data/timestamp.ts';
import { isArray, isObject, type Json } from '../json.ts';
import { checkAssignments } from './assignments.ts';
import { checkChoiceRule } from './choice-rules.ts';
import { checkExpressionsWithin, isExpressionPlace } from './jsonata-expressions.ts';
import { checkNestedShape } from './nested-shapes.ts';
import { checkComparedPath, checkPath, checkPathOrFunction, checkResultPath, checkSinglePath } from './paths.ts';
import { atIndex, type Place, schemaError } from './place.ts';
import { checkResourceAmong, checkTaskResource } from './resources.ts';
import { checkCatchers, checkRetriers } from './retry-catch.ts';
import { checkStates } from './states.ts';
import type { Field, ValueRule } from './shape.ts';
import { checkCredentials } from './credentials.ts';
import { checkLabel } from './labels.ts';
import { checkPassResult, checkTemplate, warnOfMissingPath } from './templates.ts';

type Check<R extends ValueRule['is']> = (value: Json, rule: Extract<ValueRule, { is: R }>, place: Place) => void;

/** What each kind of value rule means. A value of the wrong JSON type is reported as such and not looked into. */
const CHECKS: { readonly [R in ValueRule['is']]: Check<R> } = {
  string: (value, { hasPathTwin }, place) => {
    if (typeof value !== 'string') wrongType(place, 'String');
    else if (hasPathTwin === true && place.language === 'JSONPath') warnOfMissingPath(value, place);
  },
  boolean: (value, _, place) => {
    if (typeof value !== 'boolean') wrongType(place, 'Boolean');
  },
  integer: (value, rule, place) => {
    if (Number.isInteger(value)) checkRange(value as number, rule, place);
    else wrongType(place, 'Integer');
  },
  number: (value, rule, place) => {
    if (typeof value === 'number') checkRange(value, rule, place);
    else wrongType(place, 'Number');
  },
  oneOf: (value, { values }, place) => {
    if (typeof value !== 'string') wrongType(place, '[STRING]');
    else if (!values.includes(value)) {
      schemaError(place, `Value should be one of the following: [${values.join(', ')}]`);
    }
  },
  listOf: (value, { item }, place) => {
    if (!isArray(value)) wrongType(place, 'Array');
    else if (value.length === 0) schemaError(place, 'Value cannot be empty');
    else value.forEach((element, index) => checkValue(element, item, atIndex(place, index)));
  },
  object: (value, { shape }, place) => {
    if (isObject(value)) checkNestedShape(value, shape, place);
    else wrongType(place, 'Object');
  },
  timestamp: (value, _, place) => {
    if (typeof value !== 'string') wrongType(place, 'String');
    else if (parseTimestamp(value) === undefined) schemaError(place, 'String does not match RFC3339 timestamp');
  },
  path: (value, { mayBeNull }, place) => {
    if (value !== null || mayBeNull !== true) checkPath(value, place);
  },
  singlePath: (value, _, place) => checkSinglePath(value, place),
  comparedPath: (value, _, place) => checkComparedPath(value, place),
  resultPath: (value, _, place) => checkResultPath(value, place),
  pathOrFunction: (value, _, place) => checkPathOrFunction(value, place),
  template: (value, _, place) => {
    if (place.language === 'JSONata') checkExpressionsWithin(value, place);
    else checkTemplate(value, place);
  },
  passResult: (value, _, place) => checkPassResult(value, place),
  assignments: (value, _, place) => {
    if (isObject(value)) checkAssignments(value, place);
    else wrongType(place, 'Object');
  },
  taskResource: (value, _, place) => checkTaskResource(value, place),
  resourceAmong: (value, { resources }, place) => checkResourceAmong(value, resources, place),
  credentials: (value, _, place) => {
    if (isObject(value)) checkCredentials(value, place);
    else wrongType(place, 'Object');
  },
  retriers: (value, _, place) => {
    if (isArray(value)) checkRetriers(value, place);
    else wrongType(place, 'Array');
  },
  catchers: (value, _, place) => {
    if (isArray(value)) checkCatchers(value, place);
    else wrongType(place, 'Array');
  },
  choiceRule: (value, { nested }, place) => {
    if (isObject(value)) checkChoiceRule(value, place, nested === true);
    else wrongType(place, 'Object');
  },
  states: (value, _, place) => {
    if (isObject(value)) checkStates(value, place);
    else wrongType(place, 'Object');
  },
  label: (value, _, place) => {
    if (typeof value === 'string') checkLabel(value, place);
    else wrongType(place, 'String');
  },
};

/** Checks the value of a field; in JSONata states a text may be an expression instead. */
export function checkField(value: Json | undefined, field: Field, place: Place): void {
  if (value === undefined) return;
  if (field.evaluated === true && isExpressionPlace(value, place)) checkExpressionsWithin(value, place);
  else checkValue(value, field.value, place);
}

export function checkValue(value: Json, rule: ValueRule, place: Place): void {
  const check = CHECKS[rule.is] as (value: Json, rule: ValueRule, place: Place) => void;
  check(value, rule, place);
}

export function wrongType(place: Place, type: string): void {
  schemaError(place, `Expected value of type ${type}`);
}

function checkRange(value: number, { min, max }: { min?: number; max?: number }, place: Place): void {
  if (min !== undefined && value < min) schemaError(place, `Minimum value is ${min}`);
  if (max !== undefined && value > max) schemaError(place, `Maximum value is ${max}`);
}
