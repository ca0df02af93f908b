import { isArray, type Json } from '../../asl/json.ts';
import type { Visit } from '../../asl/machine/visit.ts';
import { Payload } from '../../asl/payload.ts';
import type { ReadFields } from './read-fields.ts';
import { itemsOfReaderData } from './item-reader-data.ts';
import type { MapFields } from './state-test.ts';

/** Reads the fields of a Map state in the order in which AWS reports what they come to. Throws StateFailure. */
export async function readMapFields(read: ReadFields, itemReaderData: string | undefined): Promise<MapFields> {
  const items = await read((visit) => itemsOf(visit as Visit<'Map'>, itemReaderData));
  return {
    items,
    itemInputs: items && (await selectedInputs(read, items)),
    maxConcurrency: await read((visit) => visit.state.flow.concurrency(visit as Visit<'Map'>)),
    toleratedFailureCount: await tolerated(read, 'ToleratedFailureCount'),
    toleratedFailurePercentage: await tolerated(read, 'ToleratedFailurePercentage'),
  };
}

/** Is more of the Map lost than it tolerates? A Map that does not say how much it tolerates is not asked (recorded). */
export function exceedsTolerance(fields: MapFields, failedIterations: number): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, items } = fields;
  if (count !== undefined && failedIterations > count) return true;
  if (percentage === undefined || !items || items.length === 0) return false;
  return (failedIterations / items.length) * 100 > percentage;
}

function itemsOf(visit: Visit<'Map'>, itemReaderData: string | undefined): readonly Json[] | undefined {
  const { definition, flow } = visit.state;
  if (definition.ItemReader === undefined) return arrayIn(flow.items(visit));
  return itemReaderData === undefined ? undefined : itemsOfReaderData(definition, itemReaderData);
}

async function selectedInputs(read: ReadFields, items: readonly Json[]): Promise<readonly Json[] | undefined> {
  const hasSelector = await read((visit) => {
    const { definition } = (visit as Visit<'Map'>).state;
    return definition.ItemSelector !== undefined || definition.Parameters !== undefined;
  });
  if (!hasSelector) return undefined;
  const all = Payload.ofValue(items);
  const inputs: Json[] = [];
  for (const index of items.keys()) {
    inputs.push((await read((visit) => visit.state.flow.itemInput(visit as Visit<'Map'>, all, index))).value);
  }
  return inputs;
}

function tolerated(read: ReadFields, field: 'ToleratedFailureCount' | 'ToleratedFailurePercentage') {
  return read((visit) => visit.state.flow.tolerated(visit as Visit<'Map'>, field));
}

function arrayIn({ value }: Payload): readonly Json[] {
  return isArray(value) ? value : [];
}
