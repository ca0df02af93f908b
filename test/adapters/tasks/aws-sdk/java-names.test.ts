import { describe, expect, test } from 'vitest';
import { exceptionName, memberName, servicePrefix } from '../../../../lib/adapters/tasks/aws-sdk/java-names.ts';

describe('a member is written as Java has it, with a capital', () => {
  test.each([
    ['TableName', 'TableName'],
    ['stateMachineArn', 'StateMachineArn'],
    ['DBInstanceIdentifier', 'DbInstanceIdentifier'],
    ['DBInstances', 'DbInstances'],
    ['ETag', 'ETag'],
    ['SSEKMSKeyId', 'SsekmsKeyId'],
    ['SSECustomerKeyMD5', 'SseCustomerKeyMD5'],
    ['ChecksumCRC32', 'ChecksumCRC32'],
    ['MD5OfMessageBody', 'Md5OfMessageBody'],
    ['ResourceARN', 'ResourceARN'],
    ['ARN', 'Arn'],
    ['ACL', 'Acl'],
    ['S3Key', 'S3Key'],
    ['S', 'S'],
    ['SS', 'Ss'],
    ['BOOL', 'Bool'],
    ['NULL', 'Nul'],
    ['IPRanges', 'IpRanges'],
    ['equals', 'EqualsValue'],
    ['default', 'DefaultValue'],
    ['Public', 'PublicValue'],
    ['aws_account_id', 'AwsAccountId'],
  ])('%s is %s', (apiName, name) => {
    expect(memberName(apiName)).toBe(name);
  });
});

describe('error names begin with the name of the Java client', () => {
  test.each([
    ['S3', 'S3'],
    ['DynamoDB', 'DynamoDb'],
    ['SQS', 'Sqs'],
    ['SFN', 'Sfn'],
    ['RDS', 'Rds'],
    ['EC2', 'Ec2'],
    ['CloudWatch Logs', 'CloudWatchLogs'],
    ['Secrets Manager', 'SecretsManager'],
    ['API Gateway', 'ApiGateway'],
    ['ApiGatewayV2', 'ApiGatewayV2'],
    ['AmplifyUIBuilder', 'AmplifyUiBuilder'],
    ['IoT', 'Iot'],
    ['IoTSiteWise', 'IoTSiteWise'],
    ['Elastic Load Balancing v2', 'ElasticLoadBalancingV2'],
    ['Config Service', 'Config'],
    ['Lex Runtime V2', 'LexRuntimeV2'],
    ['QLDB Session', 'QldbSession'],
    ['mgn', 'Mgn'],
  ])('%s: %s', (serviceId, prefix) => {
    expect(servicePrefix(serviceId)).toBe(prefix);
  });
});

describe('an error is an exception', () => {
  test.each([
    ['ResourceNotFoundException', 'ResourceNotFoundException'],
    ['NoSuchKey', 'NoSuchKeyException'],
    ['InvalidToken', 'InvalidTokenException'],
    ['DBInstanceNotFoundFault', 'DbInstanceNotFoundException'],
    ['KMSInvalidStateException', 'KmsInvalidStateException'],
    ['EC2ThrottledException', 'Ec2ThrottledException'],
    ['EFSIOException', 'EfsioException'],
    ['ServiceException', 'ServiceException'],
  ])('%s: %s', (errorName, name) => {
    expect(exceptionName(errorName)).toBe(name);
  });
});
