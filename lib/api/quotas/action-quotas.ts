import type { StateMachineType } from '../../ports/revision.ts';

/** A bucket holds up to `size` tokens and gets `refill` new ones each second; a request takes one. */
export interface BucketQuota {
  readonly size: number;
  readonly refill: number;
}

interface ActionQuota {
  /** In the regions where AWS gives more. */
  readonly large: BucketQuota;
  readonly other: BucketQuota;
}

const LARGE_REGIONS: ReadonlySet<string> = new Set(['us-east-1', 'us-west-2', 'eu-west-1']);

const bucket = (size: number, refill: number): BucketQuota => ({ size, refill });
const same = (size: number, refill: number): ActionQuota => ({
  large: bucket(size, refill),
  other: bucket(size, refill),
});
const both = (large: BucketQuota, other: BucketQuota): ActionQuota => ({ large, other });

const RARE = same(100, 1);
const READ = same(200, 1);
const TASK = both(bucket(3_000, 500), bucket(1_500, 300));
const START = both(bucket(1_300, 300), bucket(800, 150));

/**
 * How often an account may call an action in a region: the default quotas of AWS ("Quotas related to API action
 * throttling" in the Step Functions developer guide, page "Step Functions service quotas", read in 2026).
 * StartSyncExecution has none there.
 */
const ACTION_QUOTAS: Readonly<Record<string, ActionQuota>> = {
  CreateActivity: RARE,
  CreateStateMachine: RARE,
  CreateStateMachineAlias: RARE,
  DeleteActivity: RARE,
  DeleteStateMachine: RARE,
  DeleteStateMachineAlias: RARE,
  DeleteStateMachineVersion: RARE,
  DescribeActivity: READ,
  DescribeExecution: both(bucket(300, 15), bucket(250, 10)),
  DescribeMapRun: READ,
  DescribeStateMachine: same(200, 20),
  DescribeStateMachineAlias: READ,
  DescribeStateMachineForExecution: READ,
  GetActivityTask: TASK,
  GetExecutionHistory: same(400, 20),
  ListActivities: both(bucket(100, 10), bucket(100, 5)),
  ListExecutions: both(bucket(200, 5), bucket(100, 2)),
  ListMapRuns: RARE,
  ListStateMachineAliases: RARE,
  ListStateMachines: same(100, 5),
  ListStateMachineVersions: RARE,
  ListTagsForResource: RARE,
  PublishStateMachineVersion: RARE,
  RedriveExecution: START,
  SendTaskFailure: TASK,
  SendTaskHeartbeat: TASK,
  SendTaskSuccess: TASK,
  StopExecution: both(bucket(1_000, 200), bucket(500, 25)),
  TagResource: READ,
  TestState: same(50, 10),
  UntagResource: READ,
  UpdateMapRun: RARE,
  UpdateStateMachine: RARE,
  UpdateStateMachineAlias: RARE,
  ValidateStateMachineDefinition: RARE,
};

/** StartExecution's, from the same page: what it starts decides. */
const START_QUOTAS: Readonly<Record<StateMachineType, ActionQuota>> = {
  STANDARD: START,
  EXPRESS: same(6_000, 6_000),
};

/** undefined: as often as anybody likes. */
export function quotaOf(action: string, region: string): BucketQuota | undefined {
  return Object.hasOwn(ACTION_QUOTAS, action) ? inRegion(ACTION_QUOTAS[action], region) : undefined;
}

export function startQuotaOf(type: StateMachineType, region: string): BucketQuota {
  return inRegion(START_QUOTAS[type], region) ?? START.other;
}

function inRegion(quota: ActionQuota | undefined, region: string): BucketQuota | undefined {
  return LARGE_REGIONS.has(region) ? quota?.large : quota?.other;
}
