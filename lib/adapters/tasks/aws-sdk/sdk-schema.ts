/** What a client of the SDK knows of a value of its API: the part of its NormalizedSchema that is read here. */
export interface SdkSchema {
  getSchema(): unknown;
  getMergedTraits(): {
    readonly httpHeader?: string;
    readonly httpLabel?: unknown;
    readonly idempotencyToken?: unknown;
  };
  getValueSchema(): SdkSchema;
  isBigDecimalSchema(): boolean;
  isBigIntegerSchema(): boolean;
  isBlobSchema(): boolean;
  isBooleanSchema(): boolean;
  isDocumentSchema(): boolean;
  isListSchema(): boolean;
  isMapSchema(): boolean;
  isNumericSchema(): boolean;
  isStreaming(): boolean;
  isStructSchema(): boolean;
  isTimestampSchema(): boolean;
  structIterator(): Iterable<readonly [name: string, schema: SdkSchema]>;
}

/** The members of a structure, none of what has none; by their names in the API. */
export function membersOf(schema: SdkSchema): readonly (readonly [name: string, schema: SdkSchema])[] {
  return schema.isStructSchema() ? [...schema.structIterator()] : [];
}

/** Are events sent or received while the call goes on? */
export function isEventStream(schema: SdkSchema): boolean {
  return membersOf(schema).some(([, member]) => member.isStreaming() && member.isStructSchema());
}

/** A structure's schema, as a list: kind, namespace, name, traits, members, their schemas, how many of them are required. */
const REQUIRED = 6;

/** The members that must be there: they come first. A client token is made by the SDK if need be. */
export function requiredMembers(schema: SdkSchema): readonly string[] {
  const written = schema.getSchema();
  const count = Array.isArray(written) ? ((written[REQUIRED] as number | undefined) ?? 0) : 0;
  return membersOf(schema)
    .slice(0, count)
    .filter(([, member]) => member.getMergedTraits().idempotencyToken === undefined)
    .map(([name]) => name);
}
