import type { Json, JsonObject } from '../asl/json.ts';

/** The ItemReader of a distributed Map state, with all of its fields evaluated. */
export interface ItemReading {
  /** `arn:aws:states:::s3:getObject` or `arn:aws:states:::s3:listObjectsV2`, in any partition. */
  readonly resource: string;
  /** Parameters, or Arguments. */
  readonly parameters: JsonObject;
  /** ReaderConfig; MaxItems and ItemsPointer stand in place of their expressions. */
  readonly readerConfig: JsonObject;
}

export interface ReadItem {
  readonly value: Json;
  /** The name of a member, where the file holds a JSON object. */
  readonly key?: string;
  /** What the context object calls the item's Source: `S3://bucket` for listed objects, else `S3://bucket/key`. */
  readonly source: string;
  /** Hands to `read` as `from` where to go on after this item. */
  readonly position: Json;
}

export interface ItemReader {
  /**
   * The items one by one, in the order of the data set; memory does not grow with it. Iterating rejects with a
   * StateFailure, States.ItemReaderFailed, for whatever is wrong with the data set or the way to it.
   * @param from the position of an item of the same reading: begins with the item after it
   */
  read(reading: ItemReading, from: Json | undefined): AsyncIterable<ReadItem>;
}
