import { describe, expect, test } from 'vitest';
import { functionArn, parseFunctionTarget } from '../../../lib/adapters/tasks/lambda/function-target.ts';

const EXECUTION = 'arn:aws-cn:states:cn-north-1:111122223333:execution:M:e';

describe('a function may be named as Lambda allows', () => {
  test.each([
    ['f', 'arn:aws-cn:lambda:cn-north-1:111122223333:function:f', undefined],
    ['f:$LATEST', 'arn:aws-cn:lambda:cn-north-1:111122223333:function:f', '$LATEST'],
    ['f:live', 'arn:aws-cn:lambda:cn-north-1:111122223333:function:f', 'live'],
    ['function:f', 'arn:aws-cn:lambda:cn-north-1:111122223333:function:f', undefined],
    ['444455556666:function:f', 'arn:aws-cn:lambda:cn-north-1:444455556666:function:f', undefined],
    ['444455556666:function:f:3', 'arn:aws-cn:lambda:cn-north-1:444455556666:function:f', '3'],
    ['arn:aws:lambda:us-east-1:444455556666:function:f', 'arn:aws:lambda:us-east-1:444455556666:function:f', undefined],
    [
      'arn:aws:lambda:us-gov-west-1:444455556666:function:a-b_c:7',
      'arn:aws:lambda:us-gov-west-1:444455556666:function:a-b_c',
      '7',
    ],
  ])('%s', (text, arn, qualifier) => {
    const target = parseFunctionTarget(text, EXECUTION);
    expect(target && functionArn(target)).toBe(arn);
    expect(target?.qualifier).toBe(qualifier);
  });

  test.each(['', 'no spaces', 'f:', 'arn:aws:sqs:us-east-1:444455556666:queue', 'a:b:c:d', 'f/../g'])(
    'but not as "%s"',
    (text) => {
      expect(parseFunctionTarget(text, EXECUTION)).toBeUndefined();
    },
  );
});
