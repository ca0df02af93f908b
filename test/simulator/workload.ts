import type { Revision } from '../../lib/ports/revision.ts';

const ACCOUNT = 'us-east-1:123456789012';
const ROLE = 'arn:aws:iam::123456789012:role/simulated';

export const ACTIVITY = `arn:aws:states:${ACCOUNT}:activity:inspect`;
const CALL = 'arn:aws:states:::lambda:invoke';
export const CALLBACK = 'arn:aws:states:::sqs:sendMessage.waitForTaskToken';
export const READ = 'arn:aws:states:::dynamodb:getItem';
export const JOB = 'arn:aws:states:::batch:submitJob.sync';
export const NESTED = 'arn:aws:states:::states:startExecution.sync:2';
const FUNCTION = `arn:aws:lambda:${ACCOUNT}:function:work`;

/** Seconds that the states of the workload promise to take; the invariants about time read them here. */
export const SECONDS = {
  waits: { Linger: 20, Doze: 400, Pause: 3_000, ChildPause: 7, Rest: 3 } as Readonly<Record<string, number>>,
  retryInterval: 2,
  retryBackoff: 2,
  callbackTimeout: 60,
  activityTimeout: 150,
  activityHeartbeat: 30,
  callTimeout: 100,
  jobTimeout: 90,
} as const;

const Retry = [
  {
    ErrorEquals: ['States.ALL'],
    IntervalSeconds: SECONDS.retryInterval,
    BackoffRate: SECONDS.retryBackoff,
    MaxAttempts: 3,
  },
];

/** A task whose call happens at most once for each attempt. */
function call(rest: object): object {
  return { Type: 'Task', Resource: CALL, Parameters: { 'Payload.$': '$' }, ResultPath: '$.called', Retry, ...rest };
}

const parent = {
  StartAt: 'First',
  States: {
    First: { Type: 'Task', Resource: FUNCTION, TimeoutSeconds: 100, ResultPath: '$.first', Retry, Next: 'Fan' },
    Fan: {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'One',
          States: { One: call({ Next: 'Two' }), Two: call({ TimeoutSeconds: SECONDS.callTimeout, End: true }) },
        },
        {
          StartAt: 'Linger',
          States: {
            Linger: { Type: 'Wait', Seconds: SECONDS.waits['Linger'], Next: 'Look' },
            Look: { Type: 'Task', Resource: READ, Parameters: { TableName: 'Things' }, Retry, End: true },
          },
        },
        {
          StartAt: 'Ask',
          States: {
            Ask: {
              Type: 'Task',
              Resource: CALLBACK,
              Parameters: { MessageBody: { 'token.$': '$$.Task.Token' } },
              TimeoutSeconds: SECONDS.callbackTimeout,
              Retry,
              End: true,
            },
          },
        },
        {
          StartAt: 'Job',
          States: { Job: { Type: 'Task', Resource: JOB, TimeoutSeconds: SECONDS.jobTimeout, Retry, End: true } },
        },
        {
          StartAt: 'Each',
          States: {
            Each: {
              Type: 'Map',
              ItemsPath: '$.items',
              ItemProcessor: { StartAt: 'Item', States: { Item: call({ ResultPath: '$', End: true }) } },
              End: true,
            },
          },
        },
        {
          StartAt: 'Inspect',
          States: {
            Inspect: {
              Type: 'Task',
              Resource: ACTIVITY,
              TimeoutSeconds: SECONDS.activityTimeout,
              HeartbeatSeconds: SECONDS.activityHeartbeat,
              Retry,
              End: true,
            },
          },
        },
      ],
      ResultPath: '$.fanned',
      Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.caught', Next: 'Pause' }],
      Next: 'Pause',
    },
    Pause: { Type: 'Wait', Seconds: SECONDS.waits['Pause'], Next: 'After' },
    After: call({ Next: 'Doze' }),
    Doze: { Type: 'Wait', Seconds: SECONDS.waits['Doze'], Next: 'Spread' },
    Spread: {
      Type: 'Map',
      Label: 'Spread',
      ItemsPath: '$.parts',
      MaxConcurrency: 2,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        StartAt: 'Part',
        States: {
          Part: call({ ResultPath: '$', Next: 'Rest' }),
          Rest: { Type: 'Wait', Seconds: SECONDS.waits['Rest'], End: true },
        },
      },
      ResultPath: '$.spread',
      Next: 'Nested',
    },
    Nested: {
      Type: 'Task',
      Resource: NESTED,
      Parameters: { Input: { 'name.$': '$$.Execution.Name' } },
      ResultPath: '$.nested',
      Retry,
      Next: 'Done',
    },
    Done: { Type: 'Succeed' },
  },
};

const child = {
  StartAt: 'ChildCall',
  States: {
    ChildCall: call({ Next: 'ChildPause' }),
    ChildPause: { Type: 'Wait', Seconds: SECONDS.waits['ChildPause'], End: true },
  },
};

/** Items that each execution maps over. */
export const ITEMS = [1, 2, 3];

/** States that every execution passes at most once. */
export const OUTER_STATES: ReadonlySet<string> = new Set([...Object.keys(parent.States), ...Object.keys(child.States)]);

function revision(name: string, definition: object): Revision {
  return {
    id: `revision-of-${name}`,
    stateMachineArn: `arn:aws:states:${ACCOUNT}:stateMachine:${name}`,
    name,
    type: 'STANDARD',
    definition: JSON.stringify(definition),
    roleArn: ROLE,
    createdAt: 0,
    loggingConfiguration: {},
    tracingConfiguration: {},
    encryptionConfiguration: {},
  };
}

/** A machine with everything that the engine has to keep alive, and the nested one that it starts. */
export const PARENT = revision('parent', parent);
export const CHILD = revision('child', child);

export function executionArnOf({ name }: Revision, execution: string): string {
  return `arn:aws:states:${ACCOUNT}:execution:${name}:${execution}`;
}
