import { expect, test } from 'vitest';
import { localEndpoint, unusedVariables } from '../../lib/cli/step-functions-local.ts';

test.each([
  ['BATCH', 'BATCH_ENDPOINT'],
  ['DYNAMODB', 'DYNAMODB_ENDPOINT'],
  ['ECS', 'ECS_ENDPOINT'],
  ['GLUE', 'GLUE_ENDPOINT'],
  ['LAMBDA', 'LAMBDA_ENDPOINT'],
  ['SAGEMAKER', 'SAGE_MAKER_ENDPOINT'],
  ['SNS', 'SNS_ENDPOINT'],
  ['SQS', 'SQS_ENDPOINT'],
])('the variable of Step Functions Local says where %s is', (service, variable) => {
  expect(localEndpoint(service, { [variable]: 'http://127.0.0.1:1' })).toBe('http://127.0.0.1:1');
  expect(localEndpoint(service, { [variable]: '' })).toBeUndefined();
});

test('services that Step Functions Local does not know have no variable of it', () => {
  expect(localEndpoint('S3', { S3_ENDPOINT: 'http://127.0.0.1:1' })).toBeUndefined();
});

test.each(['AWS_ACCOUNT_ID', 'STEP_FUNCTIONS_ENDPOINT', 'WAIT_TIME_SCALE'])(
  'whoever sets %s is told in one line that it is not used',
  (variable) => {
    const lines = unusedVariables({ [variable]: '1', AWS_DEFAULT_REGION: 'eu-west-1' });
    expect(lines).toEqual([expect.stringMatching(`^${variable} of Step Functions Local is not used. [^\n]+$`)]);
    expect(unusedVariables({ [variable]: '' })).toEqual([]);
  },
);
