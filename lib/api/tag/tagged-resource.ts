import type { Activity } from '../../ports/activity.ts';
import { parseActivityArn } from '../activity/find-activity.ts';
import { parseResourceArn } from '../arn/resource-arn.ts';
import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { changeStored } from '../change-stored.ts';
import { resourceNotFound } from '../errors.ts';
import { changeIfThere, findStateMachine } from '../state-machine/stored-state-machine.ts';
import type { TagSet } from './tag-set.ts';

/** A state machine or an activity, as far as its tags are concerned. */
interface TaggedResource {
  /** ResourceNotFound if there is no such resource. */
  read(): Promise<TagSet>;
  change(change: (tags: TagSet) => TagSet): Promise<void>;
}

/** Versions and aliases have no tags: for them it is ResourceNotFound. */
export function taggedResource(call: Call, arn: string): TaggedResource {
  const { type } = parseResourceArn(arn, 'stateMachine', 'activity');
  return type === 'activity' ? taggedActivity(call, arn) : taggedStateMachine(call, arn);
}

function taggedStateMachine(call: Call, arn: string): TaggedResource {
  const machine = parseStateMachineArn(arn);
  const read = async () => {
    const stored = machine.given === machine.unqualified ? await findStateMachine(call, machine) : undefined;
    if (stored === undefined) throw resourceNotFound(arn);
    return stored.body.tags;
  };
  return {
    read,
    change: async (change) => {
      await read();
      const changed = await changeIfThere(call, machine, (found) => ({ ...found, tags: change(found.tags) }));
      if (changed === undefined) throw resourceNotFound(arn);
    },
  };
}

function taggedActivity(call: Call, arn: string): TaggedResource {
  const { partition, name } = parseActivityArn(arn);
  const load = async () => {
    const stored = await call.context.resources.get<Activity>(partition, name);
    if (stored === undefined) throw resourceNotFound(arn);
    return stored;
  };
  return {
    read: async () => (await load()).body.tags,
    change: async (change) => {
      await changeStored(call, partition, load, (activity) => ({ ...activity, tags: change(activity.tags) }));
    },
  };
}
