import { describe, expect, test } from 'vitest';
import { parseTaskResource } from '../../../lib/adapters/tasks/task-resource.ts';

const service = (name: string, action: string, pattern = 'requestResponse') => ({
  kind: 'integration',
  service: name,
  action,
  pattern,
});

describe('a Resource is taken apart', () => {
  test.each([
    ['arn:aws:states:::lambda:invoke', service('lambda', 'invoke')],
    ['arn:aws:states:::lambda:invoke.waitForTaskToken', service('lambda', 'invoke', 'waitForTaskToken')],
    ['arn:aws:states:::states:startExecution.sync', service('states', 'startExecution', 'sync')],
    ['arn:aws:states:::states:startExecution.sync:2', service('states', 'startExecution', 'sync:2')],
    ['arn:aws-cn:states:::sqs:sendMessage', service('sqs', 'sendMessage')],
    ['arn:aws:states:::aws-sdk:dynamodb:putItem', service('aws-sdk:dynamodb', 'putItem')],
    [
      'arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken',
      service('aws-sdk:sfn', 'startExecution', 'waitForTaskToken'),
    ],
    ['arn:aws:states:::lambda:invoke.later', undefined],
    ['arn:aws:states:::lambda', undefined],
    ['arn:aws:s3:::bucket', undefined],
    ['lambda:invoke', undefined],
    ['', undefined],
  ])('%s', (resource, parsed) => {
    expect(parseTaskResource(resource)).toEqual(parsed);
  });

  test('a function by its ARN, with or without a version', () => {
    for (const arn of [
      'arn:aws:lambda:us-east-1:111122223333:function:f',
      'arn:aws:lambda:us-east-1:111122223333:function:f:2',
    ]) {
      expect(parseTaskResource(arn)).toEqual({ kind: 'lambdaFunction', arn });
    }
  });
});
