import { expect, test } from 'vitest';
import { number, structure } from '../../../lib/adapters/tasks/optimized/parameter-shape.ts';
import { readParameters } from '../../../lib/adapters/tasks/optimized/read-parameters.ts';

const shape = structure({ Value: number });

test.each<[string, number | bigint]>([
  ['5', 5],
  ['-0.5', -0.5],
  ['1.0', 1],
  ['1e2', 100],
  ['9007199254740991', 9_007_199_254_740_991],
  ['9007199254740993', 9_007_199_254_740_993n],
  ['-9223372036854775808', -9_223_372_036_854_775_808n],
  ['9223372036854775807', 9_223_372_036_854_775_807n],
  ['0.1000000000000000055', 0.1],
])('the number %s is sent as it is, or as the nearest double', (text, value) => {
  expect(readParameters(`{"Value":${text}}`, shape)).toEqual({ ok: true, input: { Value: value } });
});

test.each(['1e400', '-1e400', '"5"', 'true', '[1]', '{}'])('%s is not sent as a number', (text) => {
  expect(readParameters(`{"Value":${text}}`, shape)).toEqual({
    ok: false,
    failure: {
      error: 'States.Runtime',
      cause: `The Parameters '{"Value":${text}}' could not be used to start the Task: [The value of the field 'Value' has an invalid format]`,
    },
  });
});
