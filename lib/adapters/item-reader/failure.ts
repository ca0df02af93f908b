import { StateFailure } from '../../asl/errors.ts';
import { itemReaderFailure } from '../../asl/item-formats/item-parser.ts';
import { ObjectsFailure } from '../../ports/objects.ts';

/** What S3 refused, as the failure of an ItemReader; anything else stays what it is. The cause is S3's message. */
export function readingFailure(thrown: unknown): unknown {
  return thrown instanceof ObjectsFailure ? itemReaderFailure(thrown.message) : thrown;
}

/** What a library says of a file that it cannot read. Failures that we know pass through. */
export function fileFailure(thrown: unknown): unknown {
  if (thrown instanceof StateFailure || thrown instanceof ObjectsFailure || !(thrown instanceof Error)) return thrown;
  return itemReaderFailure(thrown.message);
}
