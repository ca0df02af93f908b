import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Visit } from '../../machine/visit.ts';
import type { MapItemBatcher, MapItemReader, MapResultWriter } from '../map-run-plan.ts';
import { mapRunFieldsBy } from '../map-run-fields.ts';
import { evaluate } from './evaluate.ts';
import { countIn } from './numbers.ts';

/** The fields of a distributed Map state that its map run needs, with their expressions evaluated. */
export const mapRunFields = mapRunFieldsBy({ itemReader, itemBatcher, resultWriter });

function itemReader(visit: Visit<'Map'>, { Resource, Arguments, ReaderConfig }: JsonObject): MapItemReader {
  return {
    resource: typeof Resource === 'string' ? Resource : '',
    parameters: objectAt(visit, Arguments, 'ItemReader/Arguments'),
    readerConfig: objectAt(visit, ReaderConfig, 'ItemReader/ReaderConfig'),
  };
}

function itemBatcher(visit: Visit<'Map'>, fields: JsonObject): MapItemBatcher {
  const { MaxItemsPerBatch: items, MaxInputBytesPerBatch: bytes, BatchInput } = fields;
  return {
    ...(isCount(items) && { maxItemsPerBatch: countIn(visit, items, 'ItemBatcher/MaxItemsPerBatch', 1) }),
    ...(isCount(bytes) && { maxInputBytesPerBatch: countIn(visit, bytes, 'ItemBatcher/MaxInputBytesPerBatch', 1) }),
    ...(BatchInput !== undefined && { batchInput: evaluate(visit, BatchInput, 'ItemBatcher/BatchInput') }),
  };
}

function resultWriter(visit: Visit<'Map'>, { Resource, Arguments, WriterConfig }: JsonObject): MapResultWriter {
  return {
    ...(typeof Resource === 'string' && {
      resource: Resource,
      parameters: objectAt(visit, Arguments, 'ResultWriter/Arguments'),
    }),
    ...(isObject(WriterConfig) && { writerConfig: WriterConfig }),
  };
}

function objectAt(visit: Visit, field: Json | undefined, location: string): JsonObject {
  const value = field === undefined ? {} : evaluate(visit, field, location);
  return isObject(value) ? value : {};
}

function isCount(field: Json | undefined): field is number | string {
  return typeof field === 'number' || typeof field === 'string';
}
