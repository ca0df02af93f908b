import { createAccessKey, deleteAccessKey, listAccessKeys } from '../lib/adapters/aws/access-keys/access-keys.ts';
import { deployment } from './deployment.ts';
import { ownersFunction } from './middleware.ts';

/** What the owner asks for; who may invoke this function is the account's IAM's business. */
export interface KeysEvent {
  readonly action?: unknown;
  readonly description?: unknown;
  readonly accessKeyId?: unknown;
}

const ACTIONS: Readonly<Record<string, (event: KeysEvent) => Promise<object>>> = {
  create: ({ description = '' }) => {
    if (typeof description !== 'string') throw new Error('description must be a string.');
    return createAccessKey(deployment.resources, deployment.accessKeysKey, { description });
  },
  list: async () => ({ accessKeys: await listAccessKeys(deployment.resources) }),
  delete: async ({ accessKeyId }) => {
    if (typeof accessKeyId !== 'string') throw new Error('accessKeyId must be a string.');
    if (!(await deleteAccessKey(deployment.resources, accessKeyId))) throw new Error(`No such key: ${accessKeyId}.`);
    return { deleted: accessKeyId };
  },
};

/** Invoked by the owner: creates, lists and deletes the access keys that requests are signed with. */
export const handler = ownersFunction<KeysEvent, object>(async (event) => {
  const { action } = event;
  const act = typeof action === 'string' && Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined;
  if (!act) throw new Error(`action must be one of ${Object.keys(ACTIONS).join(', ')}.`);
  return act(event);
});
