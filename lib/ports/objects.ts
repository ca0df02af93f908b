/** Where an object is. */
export interface ObjectPlace {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string;
  /** Twelve digits; S3 refuses when the bucket belongs to another account. */
  readonly expectedBucketOwner?: string;
}

/** Bytes from `start` to `end` (inclusive; absent: to the end of the object). */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

export interface ObjectBody {
  /** To be read to its end, or left by `return` (a `break` in a loop), which lets go of the connection. */
  readonly stream: AsyncIterable<Uint8Array>;
  /** Bytes of the whole object, whatever the range; absent when it is not told. */
  readonly size?: number;
}

export interface ObjectListing {
  readonly bucket: string;
  readonly prefix?: string;
  /** Only keys after this one, by their UTF-8 bytes. */
  readonly startAfter?: string;
  readonly expectedBucketOwner?: string;
}

export interface ListedObject {
  readonly key: string;
  /** With its double quotation marks, as S3 gives it. */
  readonly etag: string;
  /** Milliseconds since the epoch. */
  readonly lastModified: number;
  /** Bytes. */
  readonly size: number;
  readonly storageClass: string;
}

/** Buckets of objects: S3, or something that behaves like it. What S3 refuses rejects with ObjectsFailure. */
export interface Objects {
  /** A range that begins behind the end of the object fails with `InvalidRange`. */
  get(place: ObjectPlace, range?: ByteRange): Promise<ObjectBody>;
  /** In the order of the keys' UTF-8 bytes, read page by page as it is iterated. */
  list(listing: ObjectListing): AsyncIterable<ListedObject>;
  /** Replaces an object of this key; there is never half of one to be seen. */
  put(place: Pick<ObjectPlace, 'bucket' | 'key'>, body: Uint8Array | string): Promise<void>;
}

/** What S3 answers in place of an object. */
export class ObjectsFailure extends Error {
  override readonly name = 'ObjectsFailure';
  /** S3's code, such as NoSuchKey; `SdkClientException` when nobody answered. */
  readonly error: string;

  constructor(error: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.error = error;
  }
}
