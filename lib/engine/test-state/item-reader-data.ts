import { maxItemsOf } from '../../asl/item-formats/max-items.ts';
import type { ParsedItem } from '../../asl/item-formats/item-parser.ts';
import { createTextParser, textFormatOf } from '../../asl/item-formats/text-format.ts';
import type { Json } from '../../asl/json.ts';
import type { MapItem } from '../../asl/machine/context-object.ts';
import type { MapItemReader } from '../../asl/states/map-run-plan.ts';

/** What an ItemReader makes of a text. */
export interface ReaderData {
  /** No more than MaxItems. */
  readonly items: readonly MapItem[];
  /** What ItemsPointer points at, all of it; undefined without one. */
  readonly pointedAt: Json | undefined;
}

/**
 * The items in what an ItemReader reads, for JSON, JSON Lines and CSV; undefined for other kinds of files.
 * Throws StateFailure, States.ItemReaderFailed.
 * @param data the text of the object, as it is in S3
 */
export function itemsOfReaderData(reader: MapItemReader, data: string): ReaderData | undefined {
  const limit = maxItemsOf(reader.readerConfig);
  const format = textFormatOf({ InputType: 'JSON', ...reader.readerConfig });
  if (format === undefined) return undefined;
  const parser = createTextParser(format);
  const parsed = [...parser.push(new TextEncoder().encode(data)), ...parser.end()];
  const source = sourceOf(reader);
  return {
    items: parsed.slice(0, limit).map(({ value, key }, index) => ({
      index,
      value,
      ...(key === undefined ? {} : { key }),
      ...(source === undefined ? {} : { source }),
    })),
    pointedAt: format.type === 'JSON' && format.pointer !== '' ? containerOf(parsed) : undefined,
  };
}

/** The object is the one that would have been read; which object of a listing it was is not known. */
function sourceOf({ parameters: { Bucket, Key } }: MapItemReader): string | undefined {
  if (typeof Bucket !== 'string') return undefined;
  return typeof Key === 'string' ? `S3://${Bucket}/${Key}` : `S3://${Bucket}`;
}

function containerOf(items: readonly ParsedItem[]): Json {
  if (items[0]?.key === undefined) return items.map(({ value }) => value);
  return Object.fromEntries(items.map(({ key = '', value }) => [key, value]));
}
