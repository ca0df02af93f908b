import type { MapState } from '../../asl/definition.ts';
import { StateFailure } from '../../asl/errors.ts';
import { isArray, isObject, type Json, type JsonObject } from '../../asl/json.ts';
import { parseJsonText } from '../../asl/json-text/parse-json-text.ts';

const ITEM_READER_FAILED = 'States.ItemReaderFailed';

/**
 * The items in what an ItemReader reads, for JSON and JSON Lines; undefined for other kinds of files.
 * @param data the text of the object, as it is in S3
 */
export function itemsOfReaderData(definition: MapState, data: string): readonly Json[] | undefined {
  const config = definition.ItemReader?.['ReaderConfig'];
  const { InputType: type = 'JSON', ItemsPointer: pointer } = isObject(config) ? config : ({} as JsonObject);
  if (type === 'JSONL') return data.split('\n').filter(isNotBlank).map(parse);
  if (type !== 'JSON') return undefined;
  const value = parse(data);
  const found = typeof pointer === 'string' ? pointedAt(pointer, value) : value;
  if (isArray(found)) return found;
  if (isObject(found)) return Object.values(found);
  throw new StateFailure(ITEM_READER_FAILED, 'Attempting to map over non-iterable node.');
}

/** The value at a JSON Pointer (RFC 6901). */
function pointedAt(pointer: string, value: Json): Json | undefined {
  const steps = pointer.split('/').slice(1);
  return steps.reduce<Json | undefined>((at, step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (isArray(at)) return at[Number(name)];
    return isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }, value);
}

function parse(text: string): Json {
  const parsed = parseJsonText(text);
  if (parsed.ok) return parsed.value;
  throw new StateFailure(ITEM_READER_FAILED, parsed.message);
}

function isNotBlank(line: string): boolean {
  return line.trim() !== '';
}
