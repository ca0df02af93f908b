import { ErrorName, StateFailure } from '../../asl/errors.ts';
import type { JsonObject } from '../../asl/json.ts';

/** ResultWriter's Parameters or Arguments. */
export interface ResultDestination {
  readonly bucket: string;
  readonly prefix?: string;
}

/** Throws StateFailure, States.ResultWriterFailed, for fields that are missing, unknown, or no texts. */
export function resultDestinationOf(parameters: JsonObject): ResultDestination {
  const { Bucket: bucket, Prefix: prefix, ...others } = parameters;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw failure(`The field "${unknown}" of s3:putObject is not supported by Stepyard`);
  if (bucket === undefined) throw failure("The field 'Bucket' is required but was missing");
  if (typeof bucket !== 'string') throw failure("The value of the field 'Bucket' has an invalid format");
  if (prefix === undefined) return { bucket };
  if (typeof prefix !== 'string') throw failure("The value of the field 'Prefix' has an invalid format");
  return { bucket, prefix };
}

function failure(detail: string): StateFailure {
  return new StateFailure(ErrorName.resultWriterFailed, detail);
}
