import { compileExpression } from '../data/expression.ts';
import { runtimeFailure } from '../errors.ts';
import type { Visit } from '../machine/visit.ts';
import type { Outcome } from './outcome.ts';

export function enterFail(visit: Visit<'Fail'>): Outcome {
  const { Error: error, ErrorPath, Cause: cause, CausePath } = visit.state.definition;
  return {
    type: 'fail',
    error: ErrorPath === undefined ? error : text('ErrorPath', ErrorPath, visit),
    cause: CausePath === undefined ? cause : text('CausePath', CausePath, visit),
  };
}

function text(field: string, expression: string, visit: Visit): string {
  const value = compileExpression(expression, field).evaluate(visit.scope(visit.input.value));
  if (typeof value === 'string') return value;
  throw runtimeFailure(`The ${field} field must refer to a string, but ${expression} is ${JSON.stringify(value)}`);
}
