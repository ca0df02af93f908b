import { operation } from '../operation.ts';
import { arn } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { parseActivityArn } from './find-activity.ts';

/** An activity that does not exist is deleted with success. */
export const deleteActivity = operation('DeleteActivity', { activityArn: required(arn) }, async (input, call) => {
  const { partition, name } = parseActivityArn(input.activityArn);
  await call.context.resources.delete(partition, name);
  return {};
});
