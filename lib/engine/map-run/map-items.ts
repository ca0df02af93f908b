import { isArray, isObject, type Json } from '../../asl/json.ts';
import type { MapItem } from '../../asl/machine/context-object.ts';
import { StateFailure } from '../../asl/errors.ts';
import type { MapItemReader } from '../../asl/states/map-run-plan.ts';
import type { ItemReader } from '../../ports/item-reader.ts';
import type { MapState } from './map-state.ts';

/** Where the items of a Map state come from. */
interface ItemSource extends Pick<MapState, 'items'> {
  readonly plan: Pick<MapState['plan'], 'reader'>;
}

/** An item, and where to go on after it. */
export interface PlacedItem {
  readonly item: MapItem;
  readonly position: Json;
}

/** The index of an item comes with its position, because a reader's position does not tell it. */
interface Position {
  readonly index: number;
  readonly read?: Json;
}

/**
 * The items of a Map state, one by one; memory does not grow with what an ItemReader reads.
 * @param from the position of the last item that has been dealt with
 */
export function itemsOf(
  { items, plan }: ItemSource,
  reader: ItemReader | undefined,
  from: Json | undefined,
): AsyncIterable<PlacedItem> {
  if (plan.reader === undefined) return itemsOfState(items ?? null, from);
  if (!reader) throw new StateFailure('States.ItemReaderFailed', 'No ItemReader is configured here.');
  return itemsRead(plan.reader, reader, from);
}

async function* itemsOfState(items: Json, from: Json | undefined): AsyncGenerator<PlacedItem> {
  const first = from === undefined ? 0 : (from as unknown as Position).index + 1;
  const source = 'STATE_DATA';
  if (isArray(items)) {
    for (let index = first; index < items.length; index += 1) {
      yield { item: { index, value: items[index] ?? null, source }, position: { index } };
    }
  } else if (isObject(items)) {
    const entries = Object.entries(items);
    for (let index = first; index < entries.length; index += 1) {
      const [key, value] = entries[index] ?? ['', null];
      yield { item: { index, key, value, source }, position: { index } };
    }
  }
}

async function* itemsRead(
  reading: MapItemReader,
  reader: ItemReader,
  from: Json | undefined,
): AsyncGenerator<PlacedItem> {
  const last = from as unknown as Position | undefined;
  let index = last === undefined ? 0 : last.index + 1;
  for await (const { value, key, source, position } of reader.read(reading, last?.read)) {
    yield {
      item: { index, value, source, ...(key === undefined ? {} : { key }) },
      position: { index, read: position },
    };
    index += 1;
  }
}
