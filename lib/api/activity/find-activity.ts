import { activityPartition, type Activity } from '../../ports/activity.ts';
import type { Stored } from '../../ports/resource-store.ts';
import { parseResourceArn } from '../arn/resource-arn.ts';
import type { Call } from '../call.ts';
import { activityDoesNotExist, invalidArn } from '../errors.ts';

/** Where an activity is stored. */
interface ActivityArn {
  readonly partition: string;
  readonly name: string;
}

export function parseActivityArn(text: string): ActivityArn {
  const arn = parseResourceArn(text, 'activity');
  const [name = '', ...rest] = arn.path;
  if (rest.length > 0) throw invalidArn(`Invalid ARN prefix: ${text}`);
  return { partition: activityPartition(arn), name };
}

export async function findActivity(call: Call, activityArn: string): Promise<Stored<Activity>> {
  const { partition, name } = parseActivityArn(activityArn);
  const stored = await call.context.resources.get<Activity>(partition, name);
  if (stored === undefined) throw activityDoesNotExist(activityArn);
  return stored;
}
