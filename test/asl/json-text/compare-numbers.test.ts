import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareNumbers } from '../../../lib/asl/json-text/compare-numbers.ts';
import { ExactNumber } from '../../../lib/asl/json-text/exact-number.ts';

test.each([
  ['0', '0.0', 0],
  ['0', '-0.0', 0],
  ['0e999', '0', 0],
  ['1', '1.00', 0],
  ['100', '1e2', 0],
  ['0.001', '1E-3', 0],
  ['00.5e1', '5', 0],
  ['12345678901234567890', '12345678901234567891', -1],
  ['12345678901234567890', '1234567890123456789', 1],
  ['-1e400', '1e-400', -1],
  ['-1e400', '-1e401', 1],
  ['1e-401', '1e-400', -1],
  ['0', '-1e-400', 1],
  [`1e${'9'.repeat(500)}`, '1e999999999', 1],
])('%s and %s: %d', (a, b, order) => {
  expect(Math.sign(compareNumbers(new ExactNumber(a), new ExactNumber(b)))).toBe(order);
  expect(Math.sign(compareNumbers(new ExactNumber(b), new ExactNumber(a)))).toBe(order === 0 ? 0 : -order);
});

test('doubles compare as they always did, however they are written', () => {
  const double = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(double, double, (a, b) => {
      const order = Number(a > b) - Number(a < b);
      expect(compareNumbers(a, b)).toBe(order);
      expect(Math.sign(compareNumbers(new ExactNumber(String(a)), b)) + 0).toBe(order);
      expect(Math.sign(compareNumbers(a, new ExactNumber(b.toExponential()))) + 0).toBe(order);
    }),
  );
});
