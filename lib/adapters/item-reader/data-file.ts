import { textFormatOf } from '../../asl/item-formats/text-format.ts';
import { itemReaderFailure } from '../../asl/item-formats/item-parser.ts';
import type { Json, JsonObject } from '../../asl/json.ts';
import type { ObjectPlace, Objects } from '../../ports/objects.ts';
import { readParquetFile } from './parquet-file.ts';
import { readTextFile } from './text-file.ts';

/** An item of one file; `position` is where to go on in that file. */
export interface FileItem {
  readonly value: Json;
  readonly key?: string;
  readonly position: Json;
}

/** Reads files of one kind. @param from the position of an item of the file: begins behind it */
export type ReadFile = (objects: Objects, place: ObjectPlace, from: Json | undefined) => AsyncIterable<FileItem>;

const INPUT_TYPES = ['CSV', 'JSON', 'JSONL', 'PARQUET'];

/** How the files that a ReaderConfig describes are read. Throws StateFailure for a config that cannot be. */
export function fileReaderOf(config: JsonObject): ReadFile {
  const { InputType: type } = config;
  if (type === 'PARQUET') return readParquetFile;
  const format = textFormatOf(config);
  if (format === undefined) {
    throw itemReaderFailure(`InputType must be one of ${INPUT_TYPES.join(', ')}, not ${JSON.stringify(type)}`);
  }
  return (objects, place, from) => readTextFile(objects, place, format, from);
}
