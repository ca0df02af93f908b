import { compileTemplate } from '../../data/template.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Visit } from '../../machine/visit.ts';
import type { MapItemBatcher, MapItemReader, MapResultWriter } from '../map-run-plan.ts';
import { mapRunFieldsBy } from '../map-run-fields.ts';
import { effectiveInput } from './exit.ts';
import { numberOf } from './path-number.ts';

/** The fields of a distributed Map state that its map run needs, evaluated on the effective input. */
export const mapRunFields = mapRunFieldsBy({ itemReader, itemBatcher, resultWriter });

function itemReader(visit: Visit<'Map'>, fields: JsonObject): MapItemReader {
  const { MaxItemsPath, MaxItems: _, ...config } = objectIn(fields['ReaderConfig']);
  const maxItems = numberOf(visit, objectIn(fields['ReaderConfig']), 'MaxItems', 'integer');
  return {
    resource: typeof fields['Resource'] === 'string' ? fields['Resource'] : '',
    parameters: objectIn(evaluated(visit, fields['Parameters'])),
    readerConfig: { ...config, ...(maxItems === undefined ? {} : { MaxItems: maxItems }) },
  };
}

function itemBatcher(visit: Visit<'Map'>, fields: JsonObject): MapItemBatcher {
  const maxItemsPerBatch = numberOf(visit, fields, 'MaxItemsPerBatch', 'integer');
  const maxInputBytesPerBatch = numberOf(visit, fields, 'MaxInputBytesPerBatch', 'integer');
  const batchInput = evaluated(visit, fields['BatchInput']);
  return {
    ...(maxItemsPerBatch === undefined ? {} : { maxItemsPerBatch }),
    ...(maxInputBytesPerBatch === undefined ? {} : { maxInputBytesPerBatch }),
    ...(batchInput === undefined ? {} : { batchInput }),
  };
}

function resultWriter(visit: Visit<'Map'>, fields: JsonObject): MapResultWriter {
  const { Resource: resource, Parameters, WriterConfig } = fields;
  return {
    ...(typeof resource === 'string' && { resource, parameters: objectIn(evaluated(visit, Parameters)) }),
    ...(isObject(WriterConfig) && { writerConfig: WriterConfig }),
  };
}

function evaluated(visit: Visit, template: Json | undefined): Json | undefined {
  if (template === undefined) return undefined;
  return compileTemplate(template).evaluate(visit.scope(effectiveInput(visit).value));
}

function objectIn(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
