import { describe, expect, test } from 'vitest';
import { findings, machineOf, schema } from './findings.ts';

const task = (Resource: string, fields: object = {}): object =>
  machineOf({ Type: 'Task', Resource, End: true, ...fields });
const activity = 'arn:aws:states:us-east-1:123456789012:activity:work';

describe('the resource of a Task', () => {
  test.each([
    activity,
    'arn:aws:lambda:us-east-1:123456789012:function:f',
    'arn:aws-cn:lambda:cn-north-1:123456789012:function:f:$LATEST',
    'arn:aws:states:::lambda:invoke.waitForTaskToken',
    'arn:aws:states:::states:startExecution.sync:2',
    'arn:aws:states:::ecs:runTask.sync',
    'arn:aws:states:::emr-serverless:startJobRun.sync',
    'arn:aws:states:::http:invoke',
    'arn:aws:states:::aws-sdk:s3:listBuckets',
    'arn:aws:states:::aws-sdk:sfn:startExecution.waitForTaskToken',
    'arn:aws:states:::aws-sdk:cognitoidentityprovider:listUsers',
    'arn:aws:states:::aws-sdk:config:describeConfigRules',
    'arn:aws:states:::aws-sdk:route53resolver:listFirewallRules',
    'arn:aws:states:::aws-sdk:s3:getObjekt',
  ])('may be %s', (resource) => {
    expect(findings(task(resource))).toEqual([]);
  });

  test.each([
    'arn:aws:states:::dynamodb:query',
    'arn:aws:states:::lambda:invoke.sync',
    'arn:aws:states:::glue:startJobRun.waitForTaskToken',
    'arn:aws:states:::ecs:runTask.sync:2',
    'arn:aws:states:::aws-sdk:s3:getObject.sync',
    'arn:aws:states:::aws-sdk:s3:selectObjectContent',
    'arn:aws:states:::aws-sdk:sts:assumeRole.waitForTaskToken',
    'arn:aws:states:::aws-sdk:nonsense:foo',
    'arn:aws:states:::aws-sdk:constructor:name',
    'arn:aws:states:::aws-sdk:states:startExecution',
    'arn:aws:states:::aws-sdk:configservice:describeConfigRules',
    'arn:aws:states:::aws-sdk:cognito-identity:getId',
    'arn:aws:states:::constructor:toString',
    'arn:aws:states:::nosuchservice:invoke',
    'arn:aws:sns:us-east-1:123456789012:topic',
  ])('may not be %s', (resource) => {
    const reason = 'The value is not a valid resource ARN, or the resource is not available in this region.';
    expect(findings(task(resource))).toEqual(
      schema(`The resource provided ${resource} is not recognized. ${reason} at /States/S/Resource`),
    );
  });

  test.each(['work', '{% $resource %}', ''])('is an ARN, not %j', (resource) => {
    expect(findings(task(resource))).toEqual(schema('Value is not a valid resource ARN at /States/S/Resource'));
  });
});

describe('an Express workflow waits for nobody', () => {
  test.each([
    ['arn:aws:states:::sns:publish.waitForTaskToken', "'.waitForTaskToken' service integration "],
    ['arn:aws:states:::aws-sdk:s3:listBuckets.waitForTaskToken', "'.waitForTaskToken' service integration "],
    ['arn:aws:states:::states:startExecution.sync', "'.sync' service integration"],
    ['arn:aws:states:::states:startExecution.sync:2', "'.sync' service integration"],
    [activity, 'Activity ARN'],
  ])('%s', (resource, what) => {
    const refusal = schema(`Express state machine does not support ${what} at /States/S/Resource`);
    expect(findings(task(resource), 'EXPRESS')).toEqual(refusal);
  });

  test('nor do the Express child executions of a Standard one', () => {
    const child = { Type: 'Task', Resource: activity, End: true };
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' };
    const map = { Type: 'Map', End: true, ItemProcessor: { ProcessorConfig, StartAt: 'C', States: { C: child } } };
    expect(findings(machineOf(map))).toEqual(
      schema('Express state machine does not support Activity ARN at /States/S/ItemProcessor/States/C/Resource'),
    );
  });
});

describe('Credentials', () => {
  const missing = schema("The field 'RoleArn' is required but was missing at /States/S/Credentials");
  const lambda = 'arn:aws:states:::lambda:invoke';
  test.each([
    ['name a role', task(lambda, { Credentials: { RoleArn: 'arn:aws:iam::1:role/r' } }), []],
    ['name a role by a path', task(lambda, { Credentials: { 'RoleArn.$': '$.role' } }), []],
    ['need a role', task(lambda, { Credentials: { InvalidField: 'invalid' } }), missing],
    [
      'are not for activities',
      task(activity, { Credentials: { RoleArn: 'r' } }),
      schema("The field 'Credentials' is not supported for activities at /States/S/Credentials"),
    ],
  ])('%s', (_, definition, expected) => {
    expect(findings(definition)).toEqual(expected);
  });
});
