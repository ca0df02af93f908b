import { HASH_ALGORITHMS, hashOf } from '../data/text-hash.ts';
import { ArgumentError } from './argument-error.ts';
import { intrinsic } from './intrinsic-function.ts';

const MAX_CHARACTERS = 10_000;
const BASE_64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

export const ENCODING_FUNCTIONS = [
  intrinsic('Base64Encode', ['string'], ([text]) => Buffer.from(withinLimit(text)).toString('base64')),
  intrinsic('Base64Decode', ['string'], ([text]) => {
    if (!BASE_64.test(withinLimit(text))) throw new ArgumentError('The argument is not a valid Base64 text');
    return Buffer.from(text, 'base64').toString();
  }),
  intrinsic('Hash', ['string', 'string'], ([text, algorithm]) => {
    const hash = hashOf(withinLimit(text), algorithm);
    if (hash === undefined) throw new ArgumentError(`The algorithm must be one of ${HASH_ALGORITHMS.join(', ')}`);
    return hash;
  }),
];

function withinLimit(text: string): string {
  if (text.length > MAX_CHARACTERS) throw new ArgumentError(`The text has more than ${MAX_CHARACTERS} characters`);
  return text;
}
