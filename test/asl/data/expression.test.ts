import { expect, test } from 'vitest';
import { compileExpression } from '../../../lib/asl/data/expression.ts';
import { InvalidPathSyntax } from '../../../lib/asl/data/json-path.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { scopeOf } from './scope.ts';

const scope = scopeOf({ error: 'Oops' }, { context: { State: { Name: 'S' } }, variables: { cause: 'why' } });

test.each<[string, Json]>([
  ['$.error', 'Oops'],
  ['$$.State.Name', 'S'],
  ['$cause', 'why'],
  ["States.Format('{}: {}', $.error, $cause)", 'Oops: why'],
])('%s is %j', (text, value) => {
  expect(compileExpression(text).evaluate(scope)).toEqual(value);
});

test('a failure names the field that holds the path', () => {
  expect(() => compileExpression('$.ErrorX', 'ErrorPath').evaluate(scope)).toThrow(
    `The JSONPath '$.ErrorX' specified for the field 'ErrorPath' could not be found in the input '{"error":"Oops"}'`,
  );
});

test.each(['', 'text', 'States', 'States.', '$.', '{% $x %}'])('%j is no expression', (text) => {
  expect(() => compileExpression(text)).toThrow(InvalidPathSyntax);
});
