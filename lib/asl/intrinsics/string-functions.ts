import { ArgumentError } from './argument-error.ts';
import { formatted } from './format.ts';
import { intrinsic, variadic } from './intrinsic-function.ts';

export const STRING_FUNCTIONS = [
  variadic('Format', ['string'], ([template, ...values]) => {
    if (typeof template !== 'string') throw new ArgumentError('The template must be a string');
    return formatted(template, values);
  }),
  /** Splits at any of the characters and drops empty pieces (recorded). */
  intrinsic('StringSplit', ['string', 'string'], ([text, delimiters]) => {
    const ends = new Set(delimiters);
    const pieces: string[] = [];
    let piece = '';
    for (const character of text) {
      if (!ends.has(character)) piece += character;
      else {
        pieces.push(piece);
        piece = '';
      }
    }
    return [...pieces, piece].filter((each) => each !== '');
  }),
];
