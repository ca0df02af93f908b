import { itemReaderFailure } from './item-parser.ts';

/** The steps of a JSON Pointer (RFC 6901); none for the whole document. Throws StateFailure. */
export function pointerSteps(pointer: string): readonly string[] {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) {
    throw itemReaderFailure(`ItemsPointer must be a JSON Pointer, which begins with '/': ${pointer}`);
  }
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}
