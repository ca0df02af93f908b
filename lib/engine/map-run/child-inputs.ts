import { ErrorName, StateFailure } from '../../asl/errors.ts';
import { jsonText } from '../../asl/json-text/json-text.ts';
import type { Json } from '../../asl/json.ts';
import { MAX_PAYLOAD_BYTES } from '../../asl/payload.ts';
import type { MapItemBatcher, MapRunPlan } from '../../asl/states/map-run-plan.ts';
import { resultTooLarge } from '../../asl/machine/data-limit.ts';
import type { PlacedItem } from './map-items.ts';
import type { MapState } from './map-state.ts';

/** What the inputs of a Map state's children depend on, beside the items. */
interface ItemInputs extends Pick<MapState, 'name' | 'inputOf'> {
  readonly plan: Pick<MapRunPlan, 'batcher'>;
}

/** The input of one child execution. */
export interface ChildInput {
  /** JSON text. */
  readonly input: string;
  /** How many items it holds. */
  readonly items: number;
  /** The position of the last of them. */
  readonly position: Json;
}

const COMMA = 1;

/** The inputs of child executions, in order: one for each item, or one for each batch. */
export async function* childInputs(
  state: ItemInputs,
  items: AsyncIterable<PlacedItem>,
): AsyncGenerator<ChildInput, undefined> {
  const { batcher } = state.plan;
  if (batcher) return yield* batches(state, batcher, items);
  for await (const { item, position } of items) {
    yield within(state, { input: (await state.inputOf(item)).text, items: 1, position });
  }
  return undefined;
}

/**
 * ItemBatcher: items are put together until there are enough of them, or the next would make the input too long.
 * The bytes are those of the whole input, BatchInput included (spec: ItemBatcher).
 */
async function* batches(
  state: ItemInputs,
  { maxItemsPerBatch = Infinity, maxInputBytesPerBatch = MAX_PAYLOAD_BYTES, batchInput }: MapItemBatcher,
  items: AsyncIterable<PlacedItem>,
): AsyncGenerator<ChildInput, undefined> {
  const start = batchInput === undefined ? '{"Items":[' : `{"BatchInput":${jsonText(batchInput)},"Items":[`;
  const limit = Math.min(maxInputBytesPerBatch, MAX_PAYLOAD_BYTES);
  const empty = Buffer.byteLength(start) + ']}'.length;
  let texts: string[] = [];
  let bytes = empty;
  let last: Json = null;

  function batch(): ChildInput {
    const made = { input: `${start}${texts.join()}]}`, items: texts.length, position: last };
    texts = [];
    bytes = empty;
    return within(state, made);
  }

  for await (const { item, position } of items) {
    const { text } = await state.inputOf(item);
    const size = Buffer.byteLength(text) + COMMA;
    const isFull = texts.length >= maxItemsPerBatch || bytes + size > limit;
    if (texts.length > 0 && isFull) yield batch();
    bytes += texts.length > 0 ? size : size - COMMA;
    texts.push(text);
    last = position;
  }
  if (texts.length > 0) yield batch();
  return undefined;
}

function within(state: ItemInputs, made: ChildInput): ChildInput {
  if (made.input.length * 3 > MAX_PAYLOAD_BYTES && Buffer.byteLength(made.input) > MAX_PAYLOAD_BYTES) {
    throw new StateFailure(ErrorName.dataLimitExceeded, resultTooLarge(state.name));
  }
  return made;
}
