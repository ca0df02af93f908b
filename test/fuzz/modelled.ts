import { ErrorName } from '../../lib/asl/errors.ts';

/** All codes that findings about a definition have. */
export const CODES: ReadonlySet<string> = new Set([
  'DUPLICATE_LABEL_NAME',
  'DUPLICATE_STATE_NAME',
  'INVALID_JSONATA_EXPRESSION',
  'INVALID_JSON_DESCRIPTION',
  'INVALID_LABEL_NAME',
  'INVALID_STATE_NAME',
  'INVALID_VARIABLE_NAME',
  'MISSING_END_STATE',
  'MISSING_TRANSITION_TARGET',
  'NO_DOLLAR',
  'NO_PATH',
  'PASS_RESULT_IS_STATIC',
  'RESERVED_VARIABLE_NAME',
  'SCHEMA_VALIDATION_FAILED',
  'TOO_DEEPLY_NESTED',
  'UNSUPPORTED_JSONATA_EXPRESSION',
]);

const ERRORS: ReadonlySet<string> = new Set(Object.values(ErrorName));

/** What JavaScript says when a program is wrong; authors of definitions must never read it. */
const OURS =
  /Cannot (?:read|set|convert|create|destructure|assign|redefine)|is not (?:a function|iterable|defined|an? (?:object|constructor))|call stack|Invalid (?:array|string|count|time|regular|code)|\[object |undefined \(|Unexpected token [^']|circular structure/;

export function isOurs(text: string): boolean {
  return OURS.test(text);
}

/** Is it an error that the service has, or one that somebody made up? @param madeUp what definition and tasks say */
export function isModelled(end: { readonly error?: string; readonly cause?: string }, madeUp: string): boolean {
  const { error = '', cause = '' } = end;
  return (!error.startsWith('States.') || ERRORS.has(error) || madeUp.includes(error)) && !isOurs(cause);
}
