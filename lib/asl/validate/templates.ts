import { isArray, isObject, type Json } from '../json.ts';
import { isExpression } from './paths.ts';
import { type Place, schemaError } from './place.ts';

/** A text that someone probably meant to be evaluated. */
const LOOKS_LIKE_PATH = /^\${1,2}(?:$|[.[])/;
const LOOKS_LIKE_FUNCTION = /^States\.[A-Za-z0-9]+\(.*\)$/s;

/**
 * A payload template: members whose name ends in `.$` hold a path or the call of an intrinsic function.
 * Errors are reported at the template, however deep the member is (recorded 2025-02).
 */
export function checkTemplate(template: Json, place: Place): void {
  if (isArray(template)) for (const item of template) checkTemplate(item, place);
  if (!isObject(template)) return;
  for (const [name, value] of Object.entries(template)) {
    if (!name.endsWith('.$')) {
      checkTemplate(value, place);
      if (typeof value === 'string') warnOfMissingDollar(value, name, place);
    } else if (typeof value !== 'string' || !isExpression(value)) {
      schemaError(
        place,
        `The value for the field '${name}' must be a valid JSONPath or a valid intrinsic function call`,
      );
    }
  }
}

/** A Pass state's Result is handed on as it stands. */
export function checkPassResult(result: Json, place: Place): void {
  if (!hasPath(result)) return;
  place.report.warning(
    'PASS_RESULT_IS_STATIC',
    'The Result of a Pass state is static: paths in it are not evaluated.',
    place.location,
  );
}

/** A literal text that looks like a path, in a field that has a twin for paths. */
export function warnOfMissingPath(value: string, place: Place): void {
  if (!LOOKS_LIKE_PATH.test(value)) return;
  place.report.warning(
    'NO_PATH',
    `The value of the field '${place.field}' looks like a path, but the name of the field does not end with 'Path'.`,
    place.location,
  );
}

function warnOfMissingDollar(value: string, name: string, place: Place): void {
  if (!LOOKS_LIKE_PATH.test(value) && !LOOKS_LIKE_FUNCTION.test(value)) return;
  place.report.warning(
    'NO_DOLLAR',
    `The value of the field '${name}' appears to be a JSONPath or an intrinsic function, but the name of the field does not end with '.$'.`,
    place.location,
  );
}

function hasPath(value: Json): boolean {
  if (typeof value === 'string') return LOOKS_LIKE_PATH.test(value);
  if (isArray(value)) return value.some(hasPath);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([name, member]) => name.endsWith('.$') || hasPath(member));
}
