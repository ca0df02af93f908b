import { createItemReader } from '../../../lib/adapters/item-reader/item-reader.ts';
import type { Json, JsonObject } from '../../../lib/asl/json.ts';
import type { ItemReading, ReadItem } from '../../../lib/ports/item-reader.ts';
import type { Objects } from '../../../lib/ports/objects.ts';

const BUCKET = 'data';

/** The reading of one object of the bucket. */
export function getObject(key: string, readerConfig: JsonObject, more: JsonObject = {}): ItemReading {
  return { resource: 'arn:aws:states:::s3:getObject', parameters: { Bucket: BUCKET, Key: key, ...more }, readerConfig };
}

/** The reading of a listing of the bucket. */
export function listObjects(readerConfig: JsonObject = {}, more: JsonObject = {}): ItemReading {
  return { resource: 'arn:aws:states:::s3:listObjectsV2', parameters: { Bucket: BUCKET, ...more }, readerConfig };
}

export async function itemsOf(objects: Objects, reading: ItemReading, from?: Json): Promise<ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const item of createItemReader(objects).read(reading, from)) items.push(item);
  return items;
}

export async function valuesOf(objects: Objects, reading: ItemReading): Promise<Json[]> {
  return (await itemsOf(objects, reading)).map(({ value }) => value);
}

/** Reads on from the position of every item, stored as JSON in between; answers what is read of the rest each time. */
export async function restsOf(objects: Objects, reading: ItemReading): Promise<ReadItem[][]> {
  const items = await itemsOf(objects, reading);
  return Promise.all(
    items.map(({ position }) => itemsOf(objects, reading, JSON.parse(JSON.stringify(position)) as Json)),
  );
}
