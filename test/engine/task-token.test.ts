import { expect, test } from 'vitest';
import { decodeToken, encodeToken } from '../../lib/engine/task-token.ts';

const key = Buffer.alloc(32, 1);
const task = { executionArn: 'arn:aws:states:us-east-1:123456789012:execution:m:a.b', pend: 12, attempt: 3 };

test('a token says which task of which execution it stands for', () => {
  expect(decodeToken(key, encodeToken(key, task))).toEqual(task);
});

test.each([
  ['of another deployment', encodeToken(Buffer.alloc(32, 2), task)],
  ['that was changed', encodeToken(key, task).replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'))],
  ['that is too short', 'AAAA'],
  ['that is empty', ''],
  ['that is no base64', '§§§§§§§§§§§§§§§§§§§§§§'],
])('a token %s stands for nothing', (_what, token) => {
  expect(decodeToken(key, token)).toBeUndefined();
});
