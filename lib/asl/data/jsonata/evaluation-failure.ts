import { ErrorName, StateFailure } from '../../errors.ts';
import { isNumber } from '../../json.ts';
import type { Json } from '../../json.ts';
import { jsonText } from '../../json-text/json-text.ts';

/** States.QueryEvaluationError, which the history shows in an event of its own: EvaluationFailed. */
export class EvaluationFailure extends StateFailure {
  /** The field, below its state: `Output/result`; absent when a value comes from the state's input. */
  readonly location: string | undefined;
  /** Found when the state's work began and not when its fields were read: the event then follows …StateEntered (recorded). */
  readonly isLate: boolean;

  constructor(detail: string, location: string | undefined, isLate = false) {
    super(ErrorName.queryEvaluationError, detail);
    this.location = location;
    this.isLate = isLate;
  }
}

/** The JSON types as AWS names them in failures. */
export type JsonType = 'array' | 'boolean' | 'null' | 'number' | 'object' | 'string';

export function jsonTypeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (isNumber(value)) return 'number';
  return Array.isArray(value) ? 'array' : (typeof value as Exclude<JsonType, 'array' | 'null'>);
}

/** AWS's words for what can go wrong with one expression (recorded). */
export const reasons = {
  nothing: 'returned nothing (undefined).',
  unsupported: 'returned an unsupported result type.',
  unexpected: (expected: JsonType, value: Json): string =>
    `returned an unexpected result type. Expected '${expected}', but was '${jsonTypeOf(value)}' for value: ${jsonText(value)}`,
  error: (message: string): string => `threw an error during evaluation. ${message}`,
} as const;

/** @param expression the text between the delimiters */
export function expressionFailure(expression: string, location: string, reason: string): EvaluationFailure {
  return new EvaluationFailure(
    `The JSONata expression '${expression.trim()}' specified for the field '${location}' ${reason}`,
    location,
  );
}
