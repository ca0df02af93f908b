import type { JsonObject } from '../json.ts';
import { checkField } from './check-value.ts';
import { atField, type Place, schemaError } from './place.ts';
import type { Alternatives, Field, Shape } from './shape.ts';

interface ShapeOptions {
  /** Fields of the other query language pass: the state's language itself is already reported. */
  readonly anyLanguage?: boolean;
}

/** Checks an object against its table: unknown fields, the other language's fields, missing and conflicting ones, then the values. */
export function checkShape(value: JsonObject, shape: Shape, place: Place, options: ShapeOptions = {}): void {
  const accepted: [string, Field][] = [];
  for (const name of Object.keys(value)) {
    const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined;
    if (field === undefined) schemaError(place, `Field '${name}' is not supported`);
    else if (isOfOtherLanguage(field, place) && options.anyLanguage !== true) {
      schemaError(
        place,
        `The QueryLanguage is set to '${place.language}', but field '${name}' is only supported for the '${field.language ?? ''}' QueryLanguage`,
      );
    } else accepted.push([name, field]);
  }
  checkRequired(value, shape.required, place);
  for (const alternatives of shape.alternatives) checkAlternatives(value, alternatives, place);
  for (const [name, field] of accepted) checkField(value[name], field, atField(place, name));
}

export function checkRequired(value: JsonObject, required: readonly string[], place: Place): void {
  const missing = required.filter((name) => !Object.hasOwn(value, name));
  if (missing.length > 0) schemaError(place, `These fields are required: [${missing.join(', ')}]`);
}

export function checkAlternatives(value: JsonObject, alternatives: Alternatives, place: Place): void {
  const { fields } = alternatives;
  const given = fields.filter((name) => Object.hasOwn(value, name) && !isEndFalse(name, value));
  if (given.length === 0 && alternatives.required === true) {
    schemaError(place, `This object should have only one of the following fields: [${fields.join(', ')}]`);
  }
  if (given.length > 1) {
    const location = alternatives.reportedAtFirst === true ? `${place.location}/${fields[0] ?? ''}` : place.location;
    schemaError(place, `There should only be one of the following fields: [${fields.join(', ')}]`, location);
  }
}

function isOfOtherLanguage(field: Field, place: Place): boolean {
  return field.language !== undefined && field.language !== place.language;
}

/** `"End": false` is as good as no End. */
function isEndFalse(name: string, value: JsonObject): boolean {
  return name === 'End' && value[name] === false;
}
