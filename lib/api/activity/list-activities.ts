import { activityPartition, type Activity } from '../../ports/activity.ts';
import { operation } from '../operation.ts';
import { pageOf } from '../paging/page.ts';
import { pageSize, pageToken } from '../shapes/named-shapes.ts';
import { timestamp } from '../timestamp.ts';

const ACTION = 'ListActivities';

/** By name. */
export const listActivities = operation(ACTION, { maxResults: pageSize, nextToken: pageToken }, async (input, call) => {
  const partition = activityPartition(call.caller);
  const { items, nextToken } = await pageOf(
    call,
    [ACTION, partition],
    input,
    (limit, after: string | undefined) =>
      call.context.resources.list<Activity>(partition, { limit, ...(after === undefined ? {} : { after }) }),
    ({ sort }) => sort,
  );
  return {
    activities: items.map(({ body }) => ({
      activityArn: body.activityArn,
      name: body.name,
      creationDate: timestamp(body.creationDate),
    })),
    nextToken,
  };
});
