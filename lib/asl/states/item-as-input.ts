import type { Json } from '../json.ts';
import type { MapItem } from '../machine/context-object.ts';

/** The input of an iteration without ItemSelector: the item; an entry of an object as its key and value. */
export function itemAsInput({ key, value }: MapItem): Json {
  return key === undefined ? value : { Key: key, Value: value };
}
