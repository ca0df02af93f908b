import { itemReaderFailure, MAX_ITEM_BYTES } from '../../asl/item-formats/item-parser.ts';
import { parsedItem } from '../../asl/item-formats/parsed-item.ts';
import { isArray, isObject, type Json } from '../../asl/json.ts';
import type { ReadItem } from '../../ports/item-reader.ts';
import type { ObjectPlace, Objects } from '../../ports/objects.ts';
import { allBytes } from './all-bytes.ts';
import { fileReaderOf } from './data-file.ts';
import { readFiles, type MarkedFile } from './files.ts';

const ARN = /^arn:[^:]+:s3:::/;

/**
 * The entries of an S3 inventory as objects of strings. Its manifest.json tells the names of the columns, and the
 * (compressed) CSV files that have them (docs: Amazon S3 Inventory).
 */
export async function* readInventory(
  objects: Objects,
  place: ObjectPlace,
  from: Json | undefined,
): AsyncIterable<ReadItem> {
  const { columns, files } = inventoryOf(await readManifest(objects, place));
  const readFile = fileReaderOf({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: columns });
  async function* filesFrom(first: string | number | undefined): AsyncIterable<MarkedFile> {
    yield* files.slice(Number(first ?? 0));
  }
  yield* readFiles(objects, filesFrom, readFile, from);
}

function inventoryOf(manifest: Json) {
  const { fileFormat, fileSchema, destinationBucket, files } = isObject(manifest) ? manifest : {};
  if (typeof fileSchema !== 'string' || typeof destinationBucket !== 'string' || !isArray(files)) {
    throw itemReaderFailure('The manifest of the S3 inventory has no fileSchema, destinationBucket or files.');
  }
  if (fileFormat !== 'CSV') {
    throw itemReaderFailure(`The format of an S3 inventory must be CSV, not ${JSON.stringify(fileFormat)}`);
  }
  const bucket = destinationBucket.replace(ARN, '');
  return {
    columns: fileSchema.split(',').map((name) => name.trim()),
    files: files.map((file, mark): MarkedFile => ({ place: { bucket, key: keyOf(file) }, mark })),
  };
}

function keyOf(file: Json): string {
  const { key } = isObject(file) ? file : {};
  if (typeof key === 'string') return key;
  throw itemReaderFailure('A file of the S3 inventory has no key.');
}

async function readManifest(objects: Objects, place: ObjectPlace): Promise<Json> {
  const bytes = await allBytes((await objects.get(place)).stream, MAX_ITEM_BYTES);
  return parsedItem(new TextDecoder().decode(bytes));
}
