const INVOKE = 'arn:aws:states:::lambda:invoke';
const FUNCTION_ARN = 'arn:aws:lambda:us-east-1:000000000000:function';

/** A call whose maker died may have been made, so it fails; the workload tries again. */
const Retry = [
  { ErrorEquals: ['Lambda.ClientExecutionTimeoutException'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 10 },
];
/** Says which attempt of which task calls. */
const who = { 'execution.$': '$$.Execution.Id', 'state.$': '$$.State.Name', 'retries.$': '$$.State.RetryCount' };

const task = (fields: object) => ({
  Type: 'Task',
  Resource: `${FUNCTION_ARN}:quick`,
  Parameters: who,
  Retry,
  ...fields,
});
const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

/** A nested execution: a task and a pause. */
export const child = {
  StartAt: 'ChildTask',
  States: { ChildTask: task({ Next: 'ChildPause' }), ChildPause: { Type: 'Wait', Seconds: 1, End: true } },
};

/** Everything that an execution can be in the middle of: tasks, pauses, callbacks, branches, iterations, a child. */
export function parent(childArn: string): object {
  const slow = task({ Resource: INVOKE, Parameters: { FunctionName: 'slow', Payload: who }, End: true });
  const asked = task({
    Resource: `${INVOKE}.waitForTaskToken`,
    Parameters: { FunctionName: 'asked', Payload: { ...who, 'token.$': '$$.Task.Token' } },
    End: true,
  });
  const nested = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Parameters: { StateMachineArn: childArn },
    ResultSelector: { 'status.$': '$.Status' },
    End: true,
  };
  const each = {
    Type: 'Map',
    ItemsPath: '$.items',
    ItemSelector: { 'item.$': '$$.Map.Item.Index' },
    MaxConcurrency: 2,
    ItemProcessor: branch('Item', task({ Parameters: { ...who, 'item.$': '$.item' }, End: true })),
    ResultSelector: { 'count.$': 'States.ArrayLength($)' },
    End: true,
  };
  return {
    StartAt: 'First',
    States: {
      First: task({ ResultPath: '$.first', Next: 'Spread' }),
      Spread: {
        Type: 'Parallel',
        Branches: [branch('Slow', slow), branch('Asked', asked), branch('Nested', nested), branch('Each', each)],
        ResultSelector: { 'answer.$': '$[1]', 'child.$': '$[2].status', 'items.$': '$[3].count' },
        Next: 'Pause',
      },
      Pause: { Type: 'Wait', Seconds: 1, Next: 'Last' },
      Last: task({ ResultPath: null, End: true }),
    },
  };
}

export const ITEMS = 3;
/** Calls of functions that one execution with its child makes when nothing is lost. */
export const CALLS_PER_EXECUTION = 2 + 2 + ITEMS + 1;
