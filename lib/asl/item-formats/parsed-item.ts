import { parseJsonText } from '../json-text/parse-json-text.ts';
import type { Json } from '../json.ts';
import { itemReaderFailure } from './item-parser.ts';

/** The value of an item's JSON text. Throws StateFailure with Jackson's words. */
export function parsedItem(text: string): Json {
  const parsed = parseJsonText(text);
  if (parsed.ok) return parsed.value;
  throw itemReaderFailure(parsed.message);
}
