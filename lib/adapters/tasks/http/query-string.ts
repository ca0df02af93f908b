import { isArray, isObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';

/** How the elements of an array are told apart (Transform.RequestEncodingOptions.ArrayFormat). */
export const ARRAY_FORMATS = ['INDICES', 'REPEAT', 'COMMAS', 'BRACKETS'] as const;
export type ArrayFormat = (typeof ARRAY_FORMATS)[number];

type Pair = readonly [name: string, value: string];

/** Names of the elements of an array called `name`; COMMAS puts them into one value. */
const elementName: { readonly [F in Exclude<ArrayFormat, 'COMMAS'>]: (name: string, index: number) => string } = {
  INDICES: (name, index) => `${name}[${index}]`,
  REPEAT: (name) => name,
  BRACKETS: (name) => `${name}[]`,
};

/** The members of an object as names and values of a query string or of a form; objects inside get brackets. */
export function pairsOf(value: JsonObject, format: ArrayFormat): readonly Pair[] {
  return Object.entries(value).flatMap(([name, member]) => pairs(name, member, format));
}

function pairs(name: string, value: Json, format: ArrayFormat): readonly Pair[] {
  if (isArray(value)) {
    if (format === 'COMMAS') return [[name, value.map(textOf).join(',')]];
    return value.flatMap((element, index) => pairs(elementName[format](name, index), element, format));
  }
  if (isObject(value)) {
    return Object.entries(value).flatMap(([key, member]) => pairs(`${name}[${key}]`, member, format));
  }
  return [[name, textOf(value)]];
}

/** A text as it is, anything else as JSON. */
export function textOf(value: Json): string {
  return typeof value === 'string' ? value : jsonText(value);
}

export function encodePairs(all: readonly Pair[]): string {
  return all.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}
