import { jsonText } from '../json-text/json-text.ts';
import type { DataScope } from './data-scope.ts';
import type { CompiledPath } from './json-path.ts';

/** The JSON text that a failed path was looked for in: the input, or for `$$` the whole context object. */
export function searchedText(path: CompiledPath, scope: DataScope): string {
  return jsonText(path.syntax.root === 'context' ? scope.contextObject() : scope.input);
}
