import { compileExpression } from '../../data/expression.ts';
import { runtimeFailure } from '../../errors.ts';
import { jsonText } from '../../json-text/json-text.ts';
import type { Visit } from '../../machine/visit.ts';
import { effectiveInput } from './exit.ts';

/** Error or Cause: literal, or a path or intrinsic function in ErrorPath or CausePath. */
export function failText(visit: Visit<'Fail'>, field: 'Error' | 'Cause'): string | undefined {
  const { definition } = visit.state;
  const input = effectiveInput(visit);
  const expression = definition[`${field}Path`];
  if (expression === undefined) return definition[field];
  const value = compileExpression(expression, `${field}Path`).evaluate(visit.scope(input.value));
  if (typeof value === 'string') return value;
  throw runtimeFailure(`The ${field}Path field must refer to a string, but ${expression} is ${jsonText(value)}`);
}
