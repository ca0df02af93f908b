import { itemReaderFailure } from '../../asl/item-formats/item-parser.ts';
import { maxItemsOf } from '../../asl/item-formats/max-items.ts';
import type { Json, JsonObject } from '../../asl/json.ts';
import type { ItemReader, ItemReading, ReadItem } from '../../ports/item-reader.ts';
import type { ObjectPlace, Objects } from '../../ports/objects.ts';
import { athenaFiles } from './athena-manifest.ts';
import { fileReaderOf } from './data-file.ts';
import { readingFailure } from './failure.ts';
import { readFiles, readOneFile } from './files.ts';
import { firstItems } from './first-items.ts';
import { listedFiles, readListing } from './listed-objects.ts';
import { readInventory } from './s3-inventory.ts';
import { listingOf, objectPlaceOf } from './s3-parameters.ts';

type ReadItems = (from: Json | undefined) => AsyncIterable<ReadItem>;

/** Reads data sets from buckets: one file, the files of a manifest, or what a listing has. */
export function createItemReader(objects: Objects): ItemReader {
  return {
    async *read(reading, from) {
      try {
        yield* firstItems(maxItemsOf(reading.readerConfig), from, dataSetOf(objects, reading));
      } catch (error) {
        throw readingFailure(error);
      }
    },
  };
}

function dataSetOf(objects: Objects, { resource, parameters, readerConfig }: ItemReading): ReadItems {
  const action = /^arn:aws[a-z-]*:states:::s3:(\w+)$/.exec(resource)?.[1];
  switch (action) {
    case 'getObject':
      return objectItems(objects, objectPlaceOf(parameters), readerConfig);
    case 'listObjectsV2':
      return listedItems(objects, parameters, readerConfig);
    default:
      throw itemReaderFailure(`The Resource ${resource} of an ItemReader is not supported by Stepyard`);
  }
}

function objectItems(objects: Objects, place: ObjectPlace, config: JsonObject): ReadItems {
  const { ManifestType, InputType } = config;
  switch (ManifestType ?? (InputType === 'MANIFEST' ? 'S3_INVENTORY' : 'NONE')) {
    case 'NONE': {
      const readFile = fileReaderOf(config);
      return (from) => readOneFile(objects, place, readFile, from);
    }
    case 'S3_INVENTORY':
      return (from) => readInventory(objects, place, from);
    case 'ATHENA_DATA': {
      const readFile = fileReaderOf(config);
      return (from) => readFiles(objects, athenaFiles(objects, place), readFile, from);
    }
    default:
      throw notAllowed('ManifestType', ManifestType, 'ATHENA_DATA, S3_INVENTORY');
  }
}

function listedItems(objects: Objects, parameters: JsonObject, config: JsonObject): ReadItems {
  const listing = listingOf(parameters);
  switch (config['Transformation'] ?? 'NONE') {
    case 'NONE':
      return (from) => readListing(objects, listing, from);
    case 'LOAD_AND_FLATTEN': {
      const readFile = fileReaderOf(config);
      return (from) => readFiles(objects, listedFiles(objects, listing), readFile, from);
    }
    default:
      throw notAllowed('Transformation', config['Transformation'], 'NONE, LOAD_AND_FLATTEN');
  }
}

function notAllowed(field: string, value: Json | undefined, allowed: string) {
  return itemReaderFailure(`${field} must be one of ${allowed}, not ${JSON.stringify(value)}`);
}
