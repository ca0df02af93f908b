import { operation } from '../operation.ts';
import { arn } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';
import { findActivity } from './find-activity.ts';

export const describeActivity = operation('DescribeActivity', { activityArn: required(arn) }, async (input, call) => {
  const { body } = await findActivity(call, input.activityArn);
  return {
    activityArn: body.activityArn,
    name: body.name,
    creationDate: timestamp(body.creationDate),
    encryptionConfiguration: body.encryptionConfiguration,
  };
});
