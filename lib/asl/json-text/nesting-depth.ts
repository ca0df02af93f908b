import { endOfString } from './token-ends.ts';

/** Jackson's default limit for arrays and objects within each other. */
export const MAX_NESTING_DEPTH = 1000;

/** Are arrays and objects within each other deeper than `limit` in this valid JSON text? */
export function nestsTooDeep(text: string, limit: number): boolean {
  // Every level needs an opening and a closing character.
  if (text.length <= 2 * limit) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case 0x22: // "
        index = endOfString(text, index + 1);
        break;
      case 0x5b: // [
      case 0x7b: // {
        depth += 1;
        if (depth > limit) return true;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth -= 1;
        break;
      default:
    }
  }
  return false;
}
