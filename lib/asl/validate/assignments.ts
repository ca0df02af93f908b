import type { JsonObject } from '../json.ts';
import { checkExpressionsWithin } from './jsonata-expressions.ts';
import type { Place } from './place.ts';
import { checkTemplate } from './templates.ts';

const MAX_NAME_LENGTH = 80;
const IDENTIFIER = /^\p{ID_Start}\p{ID_Continue}*$/u;

/** Assign: names of variables and their values. Codes and words as measured on AWS in 2026, but for the length's (guess). */
export function checkAssignments(assignments: JsonObject, place: Place): void {
  for (const name of Object.keys(assignments)) checkVariableName(variableOf(name), place);
  if (place.language === 'JSONata') checkExpressionsWithin(assignments, place);
  else checkTemplate(assignments, place);
}

/** The variable that a member of Assign sets: JSONPath members may end in `.$`. */
export function variableOf(member: string): string {
  return member.endsWith('.$') ? member.slice(0, -2) : member;
}

function checkVariableName(name: string, place: Place): void {
  if (name === 'states') {
    place.report.error('RESERVED_VARIABLE_NAME', "Cannot assign to reserved variable '$states'.", place.location);
    return;
  }
  const fault = !IDENTIFIER.test(name)
    ? 'the variable name contains invalid characters.'
    : name.length > MAX_NAME_LENGTH
      ? `the variable name exceeds the ${MAX_NAME_LENGTH}-character limit.`
      : undefined;
  if (fault === undefined) return;
  place.report.error('INVALID_VARIABLE_NAME', `Invalid variable name '${name}': ${fault}`, place.location);
}
