import { itemReaderFailure } from '../../asl/item-formats/item-parser.ts';
import type { JsonObject } from '../../asl/json.ts';
import type { ObjectListing, ObjectPlace } from '../../ports/objects.ts';

/** Parameters of an ItemReader's action by their names in S3's API, and the members that they become. */
const GET_OBJECT = {
  Bucket: 'bucket',
  Key: 'key',
  VersionId: 'versionId',
  ExpectedBucketOwner: 'expectedBucketOwner',
} as const;
const LIST_OBJECTS = {
  Bucket: 'bucket',
  Prefix: 'prefix',
  StartAfter: 'startAfter',
  ExpectedBucketOwner: 'expectedBucketOwner',
} as const;

/** Throws StateFailure for parameters that are missing, unknown, or no texts. */
export function objectPlaceOf(parameters: JsonObject): ObjectPlace {
  const { bucket, key, ...rest } = texts('s3:getObject', GET_OBJECT, parameters);
  return { bucket: required('Bucket', bucket), key: required('Key', key), ...rest };
}

/** Throws StateFailure for parameters that are missing, unknown, or no texts. */
export function listingOf(parameters: JsonObject): ObjectListing {
  const { bucket, ...rest } = texts('s3:listObjectsV2', LIST_OBJECTS, parameters);
  return { bucket: required('Bucket', bucket), ...rest };
}

function texts<Member extends string>(
  action: string,
  members: Readonly<Record<string, Member>>,
  parameters: JsonObject,
): { readonly [name in Member]?: string } {
  const read: { [name in Member]?: string } = {};
  for (const [name, value] of Object.entries(parameters)) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member === undefined) throw itemReaderFailure(`The field "${name}" of ${action} is not supported by Stepyard`);
    if (typeof value !== 'string') throw itemReaderFailure(`The value of the field '${name}' has an invalid format`);
    read[member] = value;
  }
  return read;
}

function required(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw itemReaderFailure(`The field '${name}' is required but was missing`);
}
