import { describe, expect, test } from 'vitest';
import { arnOf } from '../harness.ts';
import { createPopulatedApi, type Refusal } from './populated-api.ts';

const UNKNOWN = arnOf('activity:unknown');
const noActivity = `ActivityDoesNotExist: Activity Does Not Exist: '${UNKNOWN}'`;
const noTags = `ResourceNotFound: Resource not found: '${UNKNOWN}'`;
const badToken = "InvalidToken: Invalid Token: 'Invalid token'";
const WORD =
  "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const token = `token:${JSON.stringify({ executionArn: arnOf('execution:orders:running'), pend: 1, attempt: 1 })}`;

test.each<Refusal>([
  ['DescribeActivity', { activityArn: UNKNOWN }, noActivity],
  ['GetActivityTask', { activityArn: UNKNOWN }, noActivity],
  ['GetActivityTask', { activityArn: UNKNOWN, workerName: 'w' }, noActivity],
  ['CreateActivity', { name: 'a b' }, "InvalidName: Invalid Name: 'a b'"],
  [
    'CreateActivity',
    { name: 'a', encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' } },
    'InvalidEncryptionConfiguration: Invalid Encryption Configuration: Must set a valid kmsKeyId.',
  ],
  ['ListActivities', { nextToken: 'x' }, badToken],
  ['ListTagsForResource', { resourceArn: UNKNOWN }, noTags],
  ['TagResource', { resourceArn: UNKNOWN, tags: [] }, noTags],
  ['UntagResource', { resourceArn: UNKNOWN, tagKeys: [] }, noTags],
  ['SendTaskSuccess', { taskToken: 'x', output: '{}' }, badToken],
  ['SendTaskSuccess', { taskToken: 'x', output: 'not json' }, badToken],
  ['SendTaskSuccess', { taskToken: token, output: 'not json' }, `InvalidOutput: Invalid Output: '${WORD}'`],
  ['SendTaskFailure', { taskToken: 'x' }, badToken],
  ['SendTaskHeartbeat', { taskToken: 'x' }, badToken],
])('%s with %j', async (action, body, message) => {
  const { error } = await createPopulatedApi();
  expect(await error(action, body)).toBe(message);
});

test('deleting an activity that is not there succeeds', async () => {
  const { ok } = await createPopulatedApi();
  expect(await ok('DeleteActivity', { activityArn: UNKNOWN })).toEqual({});
});

describe('Tags', () => {
  const ARN = arnOf('activity:packing');
  const tooMany = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: '' }));

  test.each<[tags: object[], error: string]>([
    [tooMany, `TooManyTags: A resource can have at most 50 tags: '${ARN}'`],
    [[{ key: 'aws:x', value: 'v' }], "ValidationException: Tag keys must not start with 'aws:': 'aws:x'"],
    [[{ key: 'a?', value: 'v' }], "ValidationException: Tags must not contain special characters: 'a?'"],
    [[{ key: 'a', value: 'v*' }], "ValidationException: Tags must not contain special characters: 'v*'"],
    [
      [{ key: 'a'.repeat(129), value: 'v' }],
      `ValidationException: 1 validation error detected: Value '${'a'.repeat(129)}' at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128`,
    ],
  ])('%j are refused, and those that are there stay', async (tags, message) => {
    const { error, ok } = await createPopulatedApi();
    const present = [{ key: 'team', value: 'a' }];
    await ok('TagResource', { resourceArn: ARN, tags: present });
    expect(await error('TagResource', { resourceArn: ARN, tags })).toBe(message);
    expect(await ok('ListTagsForResource', { resourceArn: ARN })).toEqual({ tags: present });
    expect(await error('CreateActivity', { name: 'new', tags })).toBe(message.replace('packing', 'new'));
  });

  test('may have letters of any language, digits, white space and _.:/=+-@', async () => {
    const { ok } = await createPopulatedApi();
    const tags = [{ key: 'Größe 名前', value: '_.:/=+-@ 1' }];
    await ok('TagResource', { resourceArn: ARN, tags });
    expect(await ok('ListTagsForResource', { resourceArn: ARN })).toEqual({ tags });
  });
});
