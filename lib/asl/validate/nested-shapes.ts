import { isObject, type JsonObject } from '../json.ts';
import { checkRequired, checkShape } from './check-shape.ts';
import { atField, oneDeeper, type Place, schemaError } from './place.ts';
import type { ShapeName } from './shape.ts';
import { SHAPES } from './shapes.ts';

type Check = (value: JsonObject, place: Place) => void;

/** What the field tables cannot say about these objects. */
const FURTHER_CHECKS: { readonly [S in ShapeName]?: Check } = {
  itemProcessor: checkItemProcessor,
  processorConfig: checkProcessorConfig,
  readerConfig: checkReaderConfig,
  itemBatcher: checkItemBatcher,
  resultWriter: checkResultWriter,
};

/** Checks an object within a state by the table of that name. */
export function checkNestedShape(value: JsonObject, shape: ShapeName, place: Place): void {
  checkShape(value, SHAPES[shape], placeWithin(value, shape, place));
  FURTHER_CHECKS[shape]?.(value, place);
}

/** States in a branch or item processor are one scope deeper; those of a distributed Map are executed on their own. */
function placeWithin(value: JsonObject, shape: ShapeName, place: Place): Place {
  if (shape !== 'branch' && shape !== 'itemProcessor') return place;
  const deeper = oneDeeper(place);
  const config = value.ProcessorConfig;
  if (shape === 'branch' || !isObject(config) || config.Mode !== 'DISTRIBUTED') return deeper;
  return config.ExecutionType === 'EXPRESS' ? { ...deeper, executionType: 'EXPRESS' } : deeper;
}

/** Executions of an Express workflow start no map runs. */
function checkItemProcessor(processor: JsonObject, place: Place): void {
  const config = processor.ProcessorConfig;
  if (place.executionType !== 'EXPRESS' || !isObject(config) || config.Mode !== 'DISTRIBUTED') return;
  schemaError(
    atField(atField(place, 'ProcessorConfig'), 'Mode'),
    "The field 'Mode' with value 'DISTRIBUTED' is not supported inside 'EXPRESS' state machines",
  );
}

function checkProcessorConfig(config: JsonObject, place: Place): void {
  if (config.Mode === 'DISTRIBUTED') checkRequired(config, ['ExecutionType'], place);
  else if (config.Mode === 'INLINE' && Object.hasOwn(config, 'ExecutionType')) {
    schemaError(place, "Field 'ExecutionType' is not supported");
  }
}

function checkReaderConfig(config: JsonObject, place: Place): void {
  const isCsv = config.InputType === 'CSV';
  if (isCsv && config.ManifestType === undefined && !Object.hasOwn(config, 'CSVHeaderLocation')) {
    schemaError(place, "The field 'CSVHeaderLocation' is required but was missing");
  }
  if (config.InputType === 'JSON' && Object.hasOwn(config, 'CSVHeaderLocation')) {
    schemaError(place, "Field 'CSVHeaderLocation' is not supported");
  }
  if (config.CSVHeaderLocation === 'GIVEN') checkRequired(config, ['CSVHeaders'], place);
}

/** At least one limit for a batch; words: guess. */
function checkItemBatcher(batcher: JsonObject, place: Place): void {
  const limits = ['MaxItemsPerBatch', 'MaxItemsPerBatchPath', 'MaxInputBytesPerBatch', 'MaxInputBytesPerBatchPath'];
  if (limits.some((name) => Object.hasOwn(batcher, name))) return;
  schemaError(place, `This object should have at least one of the following fields: [${limits.join(', ')}]`);
}

/** Refused on AWS: an empty ResultWriter, and a Resource without parameters (measured; words: guess). */
function checkResultWriter(writer: JsonObject, place: Place): void {
  if (Object.keys(writer).length === 0) {
    schemaError(place, 'This object should have at least one of the following fields: [Resource, WriterConfig]');
  } else if (Object.hasOwn(writer, 'Resource')) {
    checkRequired(writer, [place.language === 'JSONata' ? 'Arguments' : 'Parameters'], place);
  }
}
