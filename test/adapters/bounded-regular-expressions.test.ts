import { expect, test } from 'vitest';
import { boundRegularExpressions } from '../../lib/adapters/bounded-regular-expressions.ts';

test('a regular expression that would backtrack for years has its answer', () => {
  boundRegularExpressions();
  expect(new RegExp('^(a+)+$').test(`${'a'.repeat(64)}b`)).toBe(false);
});
