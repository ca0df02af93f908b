import { activityPartition, type Activity } from '../../ports/activity.ts';
import { operation } from '../operation.ts';
import { pageOfDocuments } from '../paging/page-of-documents.ts';
import { pageSize, pageToken } from '../shapes/named-shapes.ts';
import { timestamp } from '../timestamp.ts';

const ACTION = 'ListActivities';

/** By name. */
export const listActivities = operation(ACTION, { maxResults: pageSize, nextToken: pageToken }, async (input, call) => {
  const partition = activityPartition(call.caller);
  const { items, nextToken } = await pageOfDocuments<Activity>(call, ACTION, partition, input);
  return {
    activities: items.map(({ body }) => ({
      activityArn: body.activityArn,
      name: body.name,
      creationDate: timestamp(body.creationDate),
    })),
    nextToken,
  };
});
