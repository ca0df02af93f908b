import { isObject, type Json } from '../../../asl/json.ts';
import { parseJson } from '../../../asl/json-text/parse-json.ts';
import { isSpelling } from './request-shape.ts';

/** What a task's parameters have for a member of its request, in any of the spellings that are understood. @param parameters JSON text */
export function parametersNamed(parameters: string, name: string): readonly Json[] {
  const given = parseJson(parameters);
  if (!isObject(given)) return [];
  return Object.entries(given).flatMap(([parameter, value]) => (isSpelling(parameter, name) ? [value] : []));
}
