import type { Json } from '../json.ts';
import { findJsonFailure } from './json-failure.ts';
import { MAX_NESTING_DEPTH, nestsTooDeep } from './nesting-depth.ts';
import { hasLongNumber } from './number-length.ts';
import { parseJson } from './parse-json.ts';
import { sourceLocation } from './source-location.ts';

/** `message` and `location` are Jackson's words, as Step Functions repeats them; `location` is `[Source: (String)"…"; line: 1, column: 4]`. */
type ParsedJsonText =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly message: string; readonly location: string };

/** Parses a JSON text; refuses what Jackson with its default limits refuses. Never throws, whatever the text. */
export function parseJsonText(text: string): ParsedJsonText {
  try {
    const value = parseJson(text);
    if (!nestsTooDeep(text, MAX_NESTING_DEPTH) && !hasLongNumber(text)) return { ok: true, value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { message, offset } = findJsonFailure(text);
  return { ok: false, message, location: sourceLocation(text, offset) };
}
