import { createHash } from 'node:crypto';
import { parseJsonText } from '../../json-text/parse-json-text.ts';
import { someNumber } from '../../json-text/some-number.ts';
import { randomUuid } from '../random-uuid.ts';
import { HASH_ALGORITHMS, hashOf } from '../text-hash.ts';
import { checkLength } from './limits.ts';
import { ORDERING_FUNCTIONS } from './ordering-functions.ts';
import { privateCopy } from './private-copy.ts';
import { RefusedCall } from './refused-call.ts';
import type { JsonataScope } from './scope.ts';

/** The variable that holds the scope of an evaluation; no expression can spell its name. */
export const SCOPE_VARIABLE = '@scope';

/** How jsonata calls a function: what is around the call comes as `this`. */
export interface Call {
  readonly environment: { lookup(name: string): unknown };
  readonly input: unknown;
  createSequence(): unknown[];
}

/** A function of the language as a row: its name, jsonata's signature of it, and what it does. */
export interface Row {
  readonly name: string;
  readonly signature: string;
  readonly body: (this: Call, ...args: never[]) => unknown;
}

/**
 * Functions that Step Functions adds to JSONata, and those of JSONata that would look at the clock, draw by chance or
 * take any amount of memory. Numbers of the added ones are rounded down. As everywhere in JSONata, nothing gives nothing.
 */
export const FUNCTIONS: readonly Row[] = [
  ...ORDERING_FUNCTIONS,
  {
    name: 'partition',
    signature: '<an:a>',
    body(array: readonly unknown[] | undefined, size: number | undefined) {
      if (array === undefined || size === undefined) return undefined;
      const length = Math.floor(size);
      if (length < 1) throw refusal('The chunk size of the partition function must be at least 1');
      const chunks = Array.from({ length: Math.ceil(array.length / length) });
      return chunks.map((_, index) => array.slice(index * length, (index + 1) * length));
    },
  },
  {
    name: 'range',
    signature: '<nnn:a>',
    body(first: number | undefined, last: number | undefined, step: number | undefined) {
      if (first === undefined || last === undefined || step === undefined) return undefined;
      const [from, to, by] = [Math.floor(first), Math.floor(last), Math.floor(step)];
      if (by === 0) throw refusal('The step of the range function must not be 0');
      // A sequence, so that one number alone is given as that number (recorded).
      const numbers = this.createSequence();
      for (let number = from; by > 0 ? number <= to : number >= to; number += by) numbers.push(number);
      return numbers;
    },
  },
  {
    name: 'hash',
    signature: '<ss:s>',
    body(text: string | undefined, algorithm: string | undefined) {
      if (text === undefined || algorithm === undefined) return undefined;
      const hash = hashOf(text, algorithm);
      if (hash !== undefined) return hash;
      throw refusal(`The algorithm of the hash function must be one of ${HASH_ALGORITHMS.join(', ')}`);
    },
  },
  {
    name: 'random',
    signature: '<n?:n>',
    body(seed: number | undefined) {
      if (seed === undefined) return scopeOf(this).random();
      return createHash('sha256').update(String(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
    },
  },
  {
    name: 'uuid',
    signature: '<:s>',
    body() {
      return randomUuid(() => scopeOf(this).random());
    },
  },
  {
    name: 'parse',
    signature: '<s:x>',
    body(text: string | undefined) {
      if (text === undefined) return undefined;
      const parsed = parseJsonText(text);
      if (!parsed.ok) throw refusal(parsed.message);
      if (hasInfiniteNumber(text)) throw new RefusedCall('Invalid JSON', 'D3137');
      return privateCopy(parsed.value, scopeOf(this).longs);
    },
  },
  {
    name: 'millis',
    signature: '<:n>',
    body() {
      return scopeOf(this).now;
    },
  },
  {
    name: 'now',
    signature: '<s?s?:s>',
    body(picture: string | undefined, timezone: string | undefined) {
      const { now } = scopeOf(this);
      if (picture === undefined && timezone === undefined) return new Date(now).toISOString();
      return builtIn(this, 'fromMillis').call(this, now, picture, timezone);
    },
  },
  {
    name: 'shuffle',
    signature: '<a:a>',
    body(array: readonly unknown[] | undefined) {
      if (array === undefined) return undefined;
      const shuffled = [...array];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = Math.floor(scopeOf(this).random() * (last + 1));
        [shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
      }
      return shuffled;
    },
  },
  {
    name: 'pad',
    signature: '<s-ns?:s>',
    body(text: string | undefined, width: number, character: string | undefined) {
      if (text === undefined) return undefined;
      checkLength(Math.abs(width));
      const missing = Math.max(0, Math.trunc(Math.abs(width)) - Array.from(text).length);
      const unit = Array.from(character === undefined || character === '' ? ' ' : character);
      const rest = unit.slice(0, missing % unit.length).join('');
      const padding = unit.join('').repeat(Math.floor(missing / unit.length)) + rest;
      return width > 0 ? text + padding : padding + text;
    },
  },
];

/** Functions of JSONata that Step Functions does not have. */
export const REMOVED_FUNCTIONS: readonly string[] = ['eval'];

/** AWS refuses what a double cannot hold (measured). */
function hasInfiniteNumber(json: string): boolean {
  return someNumber(json, (text, start, end) => !Number.isFinite(Number(text.slice(start, end))));
}

/** The words are ours: what AWS says of bad arguments is not known. */
function refusal(message: string): RefusedCall {
  return new RefusedCall(message);
}

function scopeOf(call: Call): JsonataScope {
  return call.environment.lookup(SCOPE_VARIABLE) as JsonataScope;
}

type Implementation = (this: Call, ...args: readonly unknown[]) => unknown;

/** A function of JSONata itself, unless the expression has given its name to something else. */
function builtIn(call: Call, name: string): Implementation {
  const found = call.environment.lookup(name) as { readonly implementation?: Implementation } | undefined;
  if (found?.implementation) return found.implementation;
  throw new RefusedCall('Attempted to invoke a non-function', 'T1006');
}
