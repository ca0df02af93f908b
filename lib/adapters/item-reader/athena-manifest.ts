import { itemReaderFailure } from '../../asl/item-formats/item-parser.ts';
import { isObject } from '../../asl/json.ts';
import type { ObjectPlace, Objects } from '../../ports/objects.ts';
import type { Files } from './files.ts';
import { readTextFile } from './text-file.ts';

const LOCATION = /^s3:\/\/([^/]+)\/(.+)$/i;

/** The files that an UNLOAD query of Athena has written: its manifest has the URI of one on each line. */
export function athenaFiles(objects: Objects, manifest: ObjectPlace): Files {
  return async function* (from) {
    const first = Number(from ?? 0);
    let mark = 0;
    const lines = readTextFile(objects, manifest, { type: 'CSV', delimiter: ',', headers: ['location'] }, undefined);
    for await (const { value } of lines) {
      const location = isObject(value) ? value['location'] : undefined;
      if (typeof location !== 'string' || location === '') continue;
      if (mark >= first) yield { place: placeOf(location), mark };
      mark += 1;
    }
  };
}

function placeOf(location: string): ObjectPlace {
  const [, bucket, key] = LOCATION.exec(location) ?? [];
  if (bucket !== undefined && key !== undefined) return { bucket, key };
  throw itemReaderFailure(`The manifest must have URIs of S3 objects, not ${location}`);
}
