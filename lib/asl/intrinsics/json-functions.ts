import type { Json } from '../json.ts';
import { MAX_NESTING_DEPTH, nestsTooDeep } from '../json-text/nesting-depth.ts';
import { jsonText } from '../json-text/json-text.ts';
import { parseJson } from '../json-text/parse-json.ts';
import { ArgumentError } from './argument-error.ts';
import { intrinsic } from './intrinsic-function.ts';

export const JSON_FUNCTIONS = [
  intrinsic('JsonToString', ['any'], ([value]) => jsonText(value)),
  intrinsic('StringToJson', ['string'], ([text]) => parsed(text)),
  intrinsic('JsonMerge', ['object', 'object', 'boolean'], ([base, changes, deep]) => {
    if (deep) throw new ArgumentError('Deep merging is not supported; the third argument must be false');
    return { ...base, ...changes };
  }),
];

/** A blank text stands for null (recorded). */
function parsed(text: string): Json {
  if (text.trim() === '') return null;
  let value: Json;
  try {
    value = parseJson(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw new ArgumentError('The argument is not a valid JSON text');
    throw thrown;
  }
  if (nestsTooDeep(text, MAX_NESTING_DEPTH)) {
    throw new ArgumentError(`The argument is nested more than ${MAX_NESTING_DEPTH} levels deep`);
  }
  return value;
}
