import type { MapState } from '../../asl/definition.ts';
import { isArray, type Json } from '../../asl/json.ts';
import type { Visit } from '../../asl/machine/visit.ts';
import type { Payload } from '../../asl/payload.ts';
import { itemsOfReaderData } from './item-reader-data.ts';
import type { ReadFields } from '../read-fields.ts';
import type { MapFields, Mock } from './state-test.ts';

type ReadMap = <T>(read: (visit: Visit<'Map'>) => T) => Promise<T>;

/** Reads the fields of a Map state in the order in which AWS reports what they come to. Throws StateFailure. */
export async function readMapFields(
  readAny: ReadFields,
  definition: MapState,
  mock: Mock,
  itemReaderData: string | undefined,
): Promise<MapFields> {
  const read: ReadMap = (readMap) => readAny((visit) => readMap(visit as Visit<'Map'>));
  const items =
    definition.ItemReader === undefined
      ? arrayIn(await read((visit) => visit.state.flow.items(visit)))
      : itemsRead(definition, itemReaderData);
  const hasSelector = definition.ItemSelector !== undefined || definition.Parameters !== undefined;
  return {
    iterations: items ? items.length : mockedIterations(mock),
    itemInputs: items && hasSelector ? await selectedInputs(read, items) : undefined,
    maxConcurrency: await read((visit) => visit.state.flow.concurrency(visit)),
    toleratedFailureCount: await read((visit) => visit.state.flow.tolerated(visit, 'ToleratedFailureCount')),
    toleratedFailurePercentage: await read((visit) => visit.state.flow.tolerated(visit, 'ToleratedFailurePercentage')),
  };
}

/** Is more of the Map lost than it tolerates? A Map that does not say how much it tolerates is not asked (recorded). */
export function exceedsTolerance(fields: MapFields, failedIterations: number): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, iterations } = fields;
  if (count !== undefined && failedIterations > count) return true;
  if (percentage === undefined || iterations === undefined || iterations === 0) return false;
  return (failedIterations / iterations) * 100 > percentage;
}

function itemsRead(definition: MapState, data: string | undefined): readonly Json[] | undefined {
  return data === undefined ? undefined : itemsOfReaderData(definition, data);
}

async function selectedInputs(read: ReadMap, items: readonly Json[]): Promise<readonly Json[]> {
  const inputs: Json[] = [];
  for (const [index, value] of items.entries()) {
    inputs.push((await read((visit) => visit.state.flow.itemInput(visit, { index, value }))).value);
  }
  return inputs;
}

/** Without the items themselves: as many as the mocked result has. */
function mockedIterations(mock: Mock): number | undefined {
  const result = 'result' in mock ? (JSON.parse(mock.result) as Json) : undefined;
  return isArray(result) ? result.length : undefined;
}

function arrayIn({ value }: Payload): readonly Json[] {
  return isArray(value) ? value : [];
}
