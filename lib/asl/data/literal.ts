import type { Json } from '../json.ts';
import { parseJson } from '../json-text/parse-json.ts';
import { acceptPattern } from './cursor.ts';
import type { Cursor } from './cursor.ts';

const SCALAR = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
/** JSON knows no leading zeros; paths and functions do. */
const LEADING_ZEROS = /^(-?)0+(?=\d)/;

/** A number, true, false or null; undefined if none of these is next. */
export function scalarAt(cursor: Cursor): Json | undefined {
  const text = acceptPattern(cursor, SCALAR);
  return text === undefined ? undefined : parseJson(text.replace(LEADING_ZEROS, '$1'));
}
