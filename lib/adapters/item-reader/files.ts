import { isObject, type Json } from '../../asl/json.ts';
import type { ReadItem } from '../../ports/item-reader.ts';
import type { ObjectPlace, Objects } from '../../ports/objects.ts';
import type { ReadFile } from './data-file.ts';

/** One of many files; `mark` says which one it is, so that reading can go on there. */
export interface MarkedFile {
  readonly place: ObjectPlace;
  readonly mark: string | number;
}

/** @param from the mark of the first file to be given; undefined: all */
export type Files = (from: string | number | undefined) => AsyncIterable<MarkedFile>;

/** The items of one file. */
export async function* readOneFile(
  objects: Objects,
  place: ObjectPlace,
  readFile: ReadFile,
  from: Json | undefined,
): AsyncIterable<ReadItem> {
  const source = sourceOf(place);
  for await (const item of readFile(objects, place, from)) yield { ...item, source };
}

/** The items of many files, one file after the other. */
export async function* readFiles(
  objects: Objects,
  files: Files,
  readFile: ReadFile,
  from: Json | undefined,
): AsyncIterable<ReadItem> {
  const begin = markedPosition(from);
  for await (const { place, mark } of files(begin?.mark)) {
    const at = begin?.mark === mark ? begin.at : undefined;
    for await (const item of readOneFile(objects, place, readFile, at)) {
      yield { ...item, position: { mark, at: item.position } };
    }
  }
}

function sourceOf({ bucket, key }: ObjectPlace): string {
  return `S3://${bucket}/${key}`;
}

function markedPosition(from: Json | undefined): { readonly mark: string | number; readonly at: Json } | undefined {
  if (from === undefined) return undefined;
  const { mark, at } = isObject(from) ? from : {};
  if ((typeof mark !== 'string' && typeof mark !== 'number') || at === undefined) {
    throw new Error('Not a position among files.');
  }
  return { mark, at };
}
