import type { MapState } from '../../asl/definition.ts';
import { createTextParser, textFormatOf } from '../../asl/item-formats/text-format.ts';
import { isObject, type Json } from '../../asl/json.ts';

/**
 * The items in what an ItemReader reads, for JSON, JSON Lines and CSV; undefined for other kinds of files.
 * Throws StateFailure, States.ItemReaderFailed.
 * @param data the text of the object, as it is in S3
 */
export function itemsOfReaderData(definition: MapState, data: string): readonly Json[] | undefined {
  const config = definition.ItemReader?.['ReaderConfig'];
  const format = textFormatOf({ InputType: 'JSON', ...(isObject(config) ? config : {}) });
  if (format === undefined) return undefined;
  const parser = createTextParser(format);
  return [...parser.push(new TextEncoder().encode(data)), ...parser.end()].map(({ value }) => value);
}
