import type { Call } from '../call.ts';

/** An error of the quota's own if an account may have no more documents in a partition than there are. */
export async function checkRoomFor(
  { context: { resources, quotas }, caller }: Call,
  what: 'stateMachines' | 'activities',
  partition: string,
): Promise<void> {
  await quotas?.checkRoom(caller, what, async () => {
    const { length } = await resources.list(partition, { limit: Number.MAX_SAFE_INTEGER });
    return length;
  });
}
