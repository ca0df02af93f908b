import { isArray, type Json } from '../../asl/json.ts';
import type { CompiledState } from '../../asl/machine/compile.ts';
import type { MapItem } from '../../asl/machine/context-object.ts';
import type { FrameId } from '../../asl/machine/snapshot.ts';
import type { Visit } from '../../asl/machine/visit.ts';
import type { WorkingSet } from '../../asl/machine/working-set.ts';
import type { Payload } from '../../asl/payload.ts';
import { isDistributed } from '../../asl/states/distributed.ts';
import type { MapItemReader } from '../../asl/states/map-run-plan.ts';
import { itemsOf } from '../map-run/map-items.ts';
import { fieldReader } from '../read-fields.ts';
import { batchInputs } from './batch-inputs.ts';
import { itemsOfReaderData, type ReaderData } from './item-reader-data.ts';
import type { MapFields, Mock } from './state-test.ts';

type ReadMap = <T>(read: (visit: Visit<'Map'>) => T) => Promise<T>;

interface TestedMap {
  readonly state: CompiledState<'Map'>;
  readonly mock: Mock;
  readonly itemReaderData: string | undefined;
}

/** Reads the fields of a Map state in the order in which AWS reports what they come to. Throws StateFailure. */
export async function readMapFields(set: WorkingSet, frame: FrameId, tested: TestedMap): Promise<MapFields> {
  const { definition } = tested.state;
  const readAny = fieldReader(set, frame);
  const read: ReadMap = (readMap) => readAny((visit) => readMap(visit as Visit<'Map'>));
  const readMapRun = () => read((visit) => visit.state.flow.mapRunFields(visit));

  const early = definition.ItemReader && (await readMapRun());
  // Without data a test gives the items in the input, where ItemsPath finds them (docs).
  const isRead = tested.itemReaderData !== undefined || definition.ItemsPath === undefined;
  const { items, pointedAt }: Partial<ReaderData> =
    early?.reader && isRead
      ? itemsRead(early.reader, tested.itemReaderData)
      : { items: await itemsOfState(read, tested.state) };
  const inputs = items && (await itemInputs(set, read, items));
  const maxConcurrency = await read((visit) => visit.state.flow.concurrency(visit));
  const { batcher, toleratedFailureCount, toleratedFailurePercentage } = early ?? (await readMapRun());
  const hasSelector = definition.ItemSelector !== undefined || definition.Parameters !== undefined;
  return {
    iterations: items ? items.length : mockedIterations(tested.mock),
    pointedAt,
    itemInputs: hasSelector ? inputs?.map(({ text }) => text) : undefined,
    batches: batcher && items && inputs && (await batchInputs(batcher, items, inputs)),
    maxConcurrency,
    toleratedFailureCount,
    toleratedFailurePercentage,
  };
}

/** Is more of the Map lost than it tolerates? A Map that does not say how much it tolerates is not asked (recorded). */
export function exceedsTolerance(fields: MapFields, failedIterations: number): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, iterations } = fields;
  if (count !== undefined && failedIterations > count) return true;
  if (percentage === undefined || iterations === undefined || iterations === 0) return false;
  return (failedIterations / iterations) * 100 > percentage;
}

/** The array that is mapped over; in a distributed Map also the entries of an object, and each knows its source. */
async function itemsOfState(read: ReadMap, { definition }: CompiledState<'Map'>): Promise<readonly MapItem[]> {
  const { value } = await read((visit) => visit.state.flow.items(visit));
  if (!isDistributed(definition)) return isArray(value) ? value.map((each, index) => ({ index, value: each })) : [];
  const items: MapItem[] = [];
  for await (const { item } of itemsOf({ items: value, plan: {} }, undefined, undefined)) items.push(item);
  return items;
}

/** Nothing where the items cannot be known. */
function itemsRead(reader: MapItemReader, data: string | undefined): Partial<ReaderData> {
  return (data === undefined ? undefined : itemsOfReaderData(reader, data)) ?? {};
}

/** Every item draws chance of its own, as in a map run. */
async function itemInputs(set: WorkingSet, read: ReadMap, items: readonly MapItem[]): Promise<readonly Payload[]> {
  const inputs: Payload[] = [];
  for (const item of items) {
    set.nextEvent = -1 - item.index;
    inputs.push(await read((visit) => visit.state.flow.itemInput(visit, item)));
  }
  return inputs;
}

/** Without the items themselves: as many as the mocked result has. */
function mockedIterations(mock: Mock): number | undefined {
  const result = 'result' in mock ? (JSON.parse(mock.result) as Json) : undefined;
  return isArray(result) ? result.length : undefined;
}
