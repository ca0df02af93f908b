import type { ParquetParsers } from 'hyparquet';
import { ExactNumber } from '../../asl/json-text/exact-number.ts';
import type { Json } from '../../asl/json.ts';

const DAY_MS = 86_400_000;

/** Values that JSON has no type for, as texts (guess: AWS does not say). */
export const parquetParsers: Partial<ParquetParsers> = {
  dateFromDays: (days) => new Date(days * DAY_MS).toISOString().slice(0, 10),
};

/**
 * A value of a Parquet file as JSON: times are ISO 8601 in UTC with milliseconds, bytes are Base64, numbers that are none
 * are null.
 */
export function parquetValue(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : null;
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : new ExactNumber(String(value));
    case 'object':
      return value === null ? null : objectValue(value);
    default:
      return null;
  }
}

function objectValue(value: object): Json {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (Array.isArray(value)) return value.map(parquetValue);
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, parquetValue(member)]));
}
