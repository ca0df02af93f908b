import { compileExpression } from '../data/expression.ts';
import { compilePath, InvalidPathSyntax } from '../data/json-path.ts';
import { compileReferencePath } from '../data/reference-path.ts';
import { type Place, schemaError } from './place.ts';

const NOT_A_PATH = 'Value must be a valid JSONPath.';
const NOT_A_REFERENCE_PATH = 'Value is not a Reference Path';

/** A JSONPath into the input (`$`), the context object (`$$`) or a variable (`$name`). */
export function checkPath(value: string, place: Place): void {
  if (!compiles(compilePath, value)) schemaError(place, NOT_A_PATH);
}

/** A JSONPath without wildcards, slices, filters and deep scans. */
export function checkSinglePath(value: string, place: Place): void {
  if (!compiles(compilePath, value)) schemaError(place, NOT_A_PATH);
  else if (!compilePath(value).definite) schemaError(place, NOT_A_REFERENCE_PATH);
}

/** What a Choice rule compares: worded otherwise than the other paths. */
export function checkComparedPath(value: string, place: Place): void {
  if (!value.startsWith('$')) {
    schemaError(place, `${NOT_A_REFERENCE_PATH}: Reference path didn't start with '$'`);
  } else if (!compiles(compilePath, value) || !compilePath(value).definite) schemaError(place, NOT_A_REFERENCE_PATH);
}

/** ResultPath: where in the raw input the result goes. */
export function checkResultPath(value: string, place: Place): void {
  if (!compiles(compilePath, value)) schemaError(place, NOT_A_PATH);
  else if (!compiles(compileReferencePath, value)) schemaError(place, NOT_A_REFERENCE_PATH);
}

/** The intrinsic functions that give a text, which ErrorPath and CausePath need. */
const TEXT_FUNCTION = /^States\.(?:Format|JsonToString|ArrayGetItem|Base64Encode|Base64Decode|Hash|UUID)\s*\(/;

/** ErrorPath and CausePath. */
export function checkPathOrFunction(value: string, place: Place): void {
  if (!(value.startsWith('$') || TEXT_FUNCTION.test(value)) || !isExpression(value)) {
    schemaError(
      place,
      `The value for the field '${place.field}' must be a valid JSONPath or a valid intrinsic function call`,
    );
  }
}

/** Is the text a JSONPath or the call of an intrinsic function? */
export function isExpression(text: string): boolean {
  return compiles(compileExpression, text);
}

function compiles(compile: (text: string) => unknown, text: string): boolean {
  try {
    compile(text);
    return true;
  } catch (error) {
    if (error instanceof InvalidPathSyntax) return false;
    throw error;
  }
}
