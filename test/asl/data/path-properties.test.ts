import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePath, InvalidPathSyntax } from '../../../lib/asl/data/json-path.ts';
import { compileReferencePath, insertAt } from '../../../lib/asl/data/reference-path.ts';
import { StateFailure } from '../../../lib/asl/errors.ts';
import { compileIntrinsic } from '../../../lib/asl/intrinsics/compile.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { scopeOf } from './scope.ts';

const json = fc.jsonValue().map((value) => value as Json);
const name = fc.string({ unit: 'binary' }).filter((text) => !text.includes("'") && !text.endsWith('\\'));
const path = fc.array(name, { maxLength: 5 }).map((names) => `$${names.map((each) => `['${each}']`).join('')}`);

/** Texts made of the pieces of the grammar come closer to valid paths than random characters do. */
const almostPath = fc
  .array(fc.constantFrom(...'$ $ . .. [ ] * ? ( ) @ \' " , : ! && || == < in a b 0 -1 1.5 null length()'.split(' ')), {
    maxLength: 14,
  })
  .map((pieces) => `$${pieces.join('')}`);

test('what is put at a path is what that path then reads', () => {
  fc.assert(
    fc.property(path, json, (text, value) => {
      const output = insertAt(compileReferencePath(text), {}, value);
      expect(compilePath(text).read(scopeOf(output))).toBe(value);
    }),
  );
});

test('any text either compiles and then reads or fails the state, or is refused as a path', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), almostPath), json, (text, input) => {
      try {
        expect(compilePath(text).read(scopeOf(input))).toBeDefined();
      } catch (thrown) {
        expect(thrown instanceof InvalidPathSyntax || thrown instanceof StateFailure).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
});

test('any value in any function’s place is either taken or fails the state', () => {
  const call = fc.constantFrom(
    'Format($[0], $[1])',
    'ArrayPartition($[0], $[1])',
    'ArrayRange($[0], $[1], $[2])',
    'ArrayGetItem($[0], $[1])',
    'ArrayUnique($[0])',
    'Base64Decode($[0])',
    'Hash($[0], $[1])',
    'JsonMerge($[0], $[1], $[2])',
    'MathRandom($[0], $[1], $[2])',
    'MathAdd($[0], $[1])',
    'StringSplit($[0], $[1])',
    'StringToJson($[0])',
  );
  const argument = fc.oneof(json, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.array(json), fc.string());
  fc.assert(
    fc.property(call, fc.tuple(argument, argument, argument), (text, args) => {
      try {
        const result = compileIntrinsic(`States.${text}`).evaluate(scopeOf(args));
        expect(JSON.stringify(result)).toBeTypeOf('string');
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(StateFailure);
      }
    }),
    { numRuns: 2000 },
  );
});
