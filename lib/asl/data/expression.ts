import { runtimeFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { compileIntrinsic } from '../intrinsics/compile.ts';
import { compileOnce } from './compile-cache.ts';
import type { DataScope } from './data-scope.ts';
import { compilePath, endsPastArray } from './json-path.ts';
import { searchedText } from './searched-text.ts';

/** A path or an intrinsic function call: what fields ending in `.$` hold, and ErrorPath and CausePath. */
export interface CompiledExpression {
  /** @throws StateFailure States.Runtime when a path finds nothing or a function refuses its arguments */
  evaluate(scope: DataScope): Json;
}

const compileCall = compileOnce(compileIntrinsic);

/**
 * @param field the field that holds the expression, as failures name it: `value.$`, `ErrorPath`
 * @throws InvalidPathSyntax
 */
export function compileExpression(text: string, field: string = text): CompiledExpression {
  if (!text.startsWith('$')) return compileCall(text);
  const path = compilePath(text);
  return {
    evaluate(scope) {
      const value = path.find(scope);
      if (value !== undefined) return value;
      if (endsPastArray(path, scope)) return null;
      throw runtimeFailure(
        `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${searchedText(path, scope)}'`,
      );
    },
  };
}
