import { jsonEquals } from '../../asl/json.ts';
import { activityPartition, type Activity } from '../../ports/activity.ts';
import { arnPrefix } from '../arn/resource-arn.ts';
import { checkName } from '../arn/resource-name.ts';
import { activityAlreadyExists } from '../errors.ts';
import { operation } from '../operation.ts';
import { checkRoomFor } from '../quotas/check-room-for.ts';
import { encryptionConfiguration, name, tags } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { AWS_OWNED_KEY, checkedEncryption, warnOfUnusedKey } from '../state-machine/encryption.ts';
import { addTags } from '../tag/tag-set.ts';
import { timestamp } from '../timestamp.ts';
import { findActivity } from './find-activity.ts';

/**
 * The same name again is answered with the activity that is there; its tags stay. With another encryption, which cannot
 * be changed, it is ActivityAlreadyExists.
 */
export const createActivity = operation(
  'CreateActivity',
  { name: required(name), tags, encryptionConfiguration },
  async (input, call) => {
    checkName(input.name);
    const activityArn = `${arnPrefix(call.caller)}:activity:${input.name}`;
    const encryption =
      input.encryptionConfiguration === undefined
        ? AWS_OWNED_KEY
        : checkedEncryption(input.encryptionConfiguration, call.caller.region);
    const created: Activity = {
      activityArn,
      name: input.name,
      creationDate: call.context.clock.now(),
      encryptionConfiguration: encryption,
      tags: addTags(activityArn, {}, input.tags),
    };
    const { resources } = call.context;
    const partition = activityPartition(call.caller);
    const existing = await resources.get<Activity>(partition, input.name);
    if (existing === undefined) await checkRoomFor(call, 'activities', partition);
    const { stored } = await resources.put(partition, input.name, created, 0);
    const activity = stored ? created : (await findActivity(call, activityArn)).body;
    if (!jsonEquals(activity.encryptionConfiguration, encryption)) throw activityAlreadyExists(activityArn);
    if (stored) warnOfUnusedKey(call, activityArn, encryption);
    return { activityArn, creationDate: timestamp(activity.creationDate) };
  },
);
