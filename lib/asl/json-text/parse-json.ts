import type { Json } from '../json.ts';
import { ExactNumber } from './exact-number.ts';
import { hasExactNumbers, isRespelt } from './exact-numbers-in.ts';
import { endOfNumber, endOfString, isQuote } from './token-ends.ts';

/** Parses a JSON text; numbers that JavaScript would write otherwise are kept as `ExactNumber`. @throws SyntaxError */
export function parseJson(text: string): Json {
  const value = JSON.parse(text) as Json;
  return hasExactNumbers(text) ? parseExactly(text) : value;
}

type Container = Json[] | Record<string, Json>;

/** Parses a text that is known to be JSON. Containers are kept on a list, so depth costs no stack. */
function parseExactly(text: string): Json {
  const open: Container[] = [];
  const root: Json[] = [];
  let container: Container = root;
  let name: string | undefined;

  const add = (value: Json): void => {
    if (Array.isArray(container)) container.push(value);
    else define(container, name ?? '', value);
    name = undefined;
  };
  const enter = (entered: Container): void => {
    add(entered);
    open.push(container);
    container = entered;
  };

  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '{') enter({});
    else if (character === '[') enter([]);
    else if (character === '}' || character === ']') container = open.pop() ?? root;
    else if (!BETWEEN_TOKENS.has(character)) {
      const end = endOfScalar(text, index);
      const value = scalarOf(text.slice(index, end));
      // The first of two scalars in an object is a name.
      if (typeof value === 'string' && name === undefined && !Array.isArray(container)) name = value;
      else add(value);
      index = end - 1;
    }
  }
  return root[0] ?? null;
}

const BETWEEN_TOKENS: ReadonlySet<string> = new Set([' ', '\n', '\r', '\t', ',', ':']);
const WORDS: Readonly<Record<string, Json>> = { t: true, f: false, n: null };

function endOfScalar(text: string, start: number): number {
  if (isQuote(text.charCodeAt(start))) return endOfString(text, start + 1) + 1;
  const first = text.charAt(start);
  if (first in WORDS) return start + (first === 'f' ? 5 : 4);
  return endOfNumber(text, start);
}

function scalarOf(token: string): Json {
  const first = token.charAt(0);
  if (first === '"') return JSON.parse(token) as Json;
  const word = WORDS[first];
  if (word !== undefined) return word;
  return isRespelt(token, first === '-' ? 1 : 0, token.length) ? new ExactNumber(token) : Number(token);
}

/** Assigning to `__proto__` would change the object's prototype instead of giving it a member. */
function define(target: Record<string, Json>, name: string, value: Json): void {
  if (name !== '__proto__') target[name] = value;
  else Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
