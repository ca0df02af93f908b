import { Readable } from 'node:stream';
import { createCsvParser } from '../../asl/item-formats/csv.ts';
import type { TextPosition } from '../../asl/item-formats/item-parser.ts';
import { createTextParser, type TextFormat } from '../../asl/item-formats/text-format.ts';
import { isObject, type Json } from '../../asl/json.ts';
import { ObjectsFailure, type ObjectPlace, type Objects } from '../../ports/objects.ts';
import { decompressed, isCompressed } from './compression.ts';
import type { FileItem } from './data-file.ts';

/**
 * The items of a JSON, JSON Lines or CSV file, which may be compressed. Read on from an item it begins at that byte; the
 * bytes of a compressed file have to be passed over.
 */
export async function* readTextFile(
  objects: Objects,
  place: ObjectPlace,
  format: TextFormat,
  from: Json | undefined,
): AsyncIterable<FileItem> {
  const position = textPosition(from);
  const parser = createTextParser(position ? await withHeaders(objects, place, format) : format, position);
  for await (const bytes of bytesFrom(objects, place, position?.offset ?? 0)) {
    yield* parser.push(bytes);
    if (parser.isDone) return;
  }
  yield* parser.end();
}

function textPosition(from: Json | undefined): TextPosition | undefined {
  if (!isObject(from)) return undefined;
  const { offset, container } = from;
  if (typeof offset !== 'number') throw new Error('Not a position in a text file.');
  return { offset, ...(container === 'array' || container === 'object' ? { container } : {}) };
}

/** A CSV file's columns are named by its first row, wherever one goes on. */
async function withHeaders(objects: Objects, place: ObjectPlace, format: TextFormat): Promise<TextFormat> {
  if (format.type !== 'CSV' || format.headers !== undefined) return format;
  const parser = createCsvParser(format.delimiter, undefined, 0);
  for await (const bytes of bytesFrom(objects, place, 0)) {
    // As far as the first item, or to the end of these bytes.
    parser.push(bytes)[Symbol.iterator]().next();
    if (parser.headers) break;
  }
  return { ...format, headers: parser.headers ?? [] };
}

/** The decompressed bytes of a file from `offset` on. */
async function* bytesFrom(objects: Objects, place: ObjectPlace, offset: number): AsyncIterable<Uint8Array> {
  if (!isCompressed(place.key)) {
    yield* await streamFrom(objects, place, offset);
    return;
  }
  let before = offset;
  for await (const bytes of decompressed(place.key, (await objects.get(place)).stream)) {
    if (before < bytes.length) yield before === 0 ? bytes : bytes.subarray(before);
    before = Math.max(0, before - bytes.length);
  }
}

async function streamFrom(objects: Objects, place: ObjectPlace, offset: number): Promise<AsyncIterable<Uint8Array>> {
  if (offset === 0) return (await objects.get(place)).stream;
  try {
    return (await objects.get(place, { start: offset })).stream;
  } catch (error) {
    // There is nothing behind the last item.
    if (error instanceof ObjectsFailure && error.error === 'InvalidRange') return Readable.from([]);
    throw error;
  }
}
