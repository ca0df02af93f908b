import type { Clock } from '../../ports/clock.ts';
import type { StateMachineType } from '../../ports/revision.ts';
import { ApiError } from '../api-error.ts';
import type { Caller } from '../protocol/caller.ts';
import { quotaOf, startQuotaOf, type BucketQuota } from './action-quotas.ts';
import { createAllowance, type Allowance } from './allowance.ts';
import { createTokenBuckets } from './token-buckets.ts';

type Place = Pick<Caller, 'account' | 'region'>;
type Count = () => Promise<number>;

/** What an account may have in a region at one time. AWS's defaults, from the page that `action-quotas.ts` names. */
export interface ResourceQuotas {
  readonly openExecutions: number;
  readonly stateMachines: number;
  readonly activities: number;
}

export const RESOURCE_QUOTAS: ResourceQuotas = {
  openExecutions: 1_000_000,
  stateMachines: 100_000,
  activities: 100_000,
};

/** The error of each quota, and how the service model describes it. */
const EXCEEDED: Readonly<Record<keyof ResourceQuotas, readonly [name: string, message: string]>> = {
  openExecutions: [
    'ExecutionLimitExceeded',
    'The maximum number of running executions has been reached. Running executions must end or be stopped before a new execution can be started.',
  ],
  stateMachines: [
    'StateMachineLimitExceeded',
    'The maximum number of state machines has been reached. Existing state machines must be deleted before a new state machine can be created.',
  ],
  activities: [
    'ActivityLimitExceeded',
    'The maximum number of activities has been reached. Existing activities must be deleted before a new activity can be created.',
  ],
};

/** What accounts may not exceed; each account and region for itself. */
export interface AccountQuotas {
  /** ThrottlingException when the action is called too often. */
  throttle(place: Place, action: string): void;
  /** The same for StartExecution, which has a quota for each type. */
  throttleStart(place: Place, type: StateMachineType): void;
  /** An error of the quota's own if there may not be one more. @param count how many there are now */
  checkRoom(place: Place, what: keyof ResourceQuotas, count: Count): Promise<void>;
}

/** AWS's default quotas, counted in this process. @param resources what is not given is not counted */
export function createAccountQuotas(clock: Pick<Clock, 'now'>, resources: Partial<ResourceQuotas>): AccountQuotas {
  const take = createTokenBuckets(clock);
  const allowances = new Map<string, Allowance>();

  function takeFrom(place: Place, name: string, quota: BucketQuota): void {
    if (take(`${place.account}/${place.region}/${name}`, quota)) return;
    throw new ApiError('ThrottlingException', 'Rate exceeded');
  }

  return {
    throttle(place, action) {
      const quota = quotaOf(action, place.region);
      if (quota !== undefined) takeFrom(place, action, quota);
    },
    throttleStart(place, type) {
      takeFrom(place, `StartExecution/${type}`, startQuotaOf(type, place.region));
    },
    async checkRoom(place, what, count) {
      const limit = resources[what];
      if (limit === undefined) return;
      const key = `${place.account}/${place.region}/${what}`;
      const allowance = allowances.get(key) ?? createAllowance(limit, clock);
      allowances.set(key, allowance);
      if (await allowance(count)) return;
      throw new ApiError(...EXCEEDED[what]);
    },
  };
}
