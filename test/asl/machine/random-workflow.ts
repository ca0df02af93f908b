import fc from 'fast-check';
import type { JsonObject } from '../../../lib/asl/json.ts';

const FUNCTION = 'arn:aws:lambda:eu-central-1:123456789012:function:Work';
const RESOURCES = {
  function: FUNCTION,
  service: 'arn:aws:states:::lambda:invoke',
  callback: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  nested: 'arn:aws:states:::states:startExecution.sync:2',
  activity: 'arn:aws:states:eu-central-1:123456789012:activity:Work',
} as const;

/** What a random workflow is fed with; its Map states go over one of `items`. */
export const WORKFLOW_INPUT = { items: [[], [1], [1, [2]], [1, [2], { three: 3 }], [1, [2], { three: 3 }, 'four']] };

interface Handling {
  readonly retries: number;
  readonly catches: boolean;
}

/** A state without its name and without the states around it. */
type Plan =
  | { readonly type: 'Pass'; readonly resultPath: string | null; readonly assigns: boolean }
  | { readonly type: 'Wait'; readonly seconds: number }
  | { readonly type: 'Choice'; readonly leap: number }
  | { readonly type: 'Succeed' | 'Fail' }
  | ({
      readonly type: 'Task';
      readonly calls: keyof typeof RESOURCES;
      readonly timeout: number;
      readonly heartbeat: number;
    } & Handling)
  | ({ readonly type: 'Parallel'; readonly branches: readonly (readonly Plan[])[] } & Handling)
  | ({
      readonly type: 'Map';
      readonly items: number;
      readonly atOnce: number;
      readonly each: readonly Plan[];
    } & Handling);

const handling = { retries: fc.nat({ max: 2 }), catches: fc.boolean() };

const { scope } = fc.letrec<{ readonly scope: readonly Plan[]; readonly plan: Plan }>((tie) => ({
  scope: fc.array(tie('plan'), { minLength: 1, maxLength: 4, depthIdentifier: 'scope' }),
  plan: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'scope' },
    fc.record({
      type: fc.constant('Task' as const),
      calls: fc.constantFrom('function', 'service', 'callback', 'nested', 'activity'),
      timeout: fc.nat({ max: 9 }),
      heartbeat: fc.nat({ max: 5 }),
      ...handling,
    }),
    fc.record({
      type: fc.constant('Pass' as const),
      resultPath: fc.constantFrom('$', '$.made', null),
      assigns: fc.boolean(),
    }),
    fc.record({ type: fc.constant('Wait' as const), seconds: fc.nat({ max: 6 }) }),
    fc.record({ type: fc.constant('Choice' as const), leap: fc.nat({ max: 3 }) }),
    fc.record({ type: fc.constantFrom('Succeed' as const, 'Fail' as const) }),
    fc.record({
      type: fc.constant('Parallel' as const),
      branches: fc.array(tie('scope'), { minLength: 1, maxLength: 3, depthIdentifier: 'scope' }),
      ...handling,
    }),
    fc.record({
      type: fc.constant('Map' as const),
      items: fc.nat({ max: 4 }),
      atOnce: fc.nat({ max: 2 }),
      each: tie('scope'),
      ...handling,
    }),
  ),
}));

/** Valid definitions of machines that end whatever happens: their states only lead forwards. */
export const workflow: fc.Arbitrary<JsonObject> = fc
  .record({ states: scope, limit: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 8 }) })
  .map(({ states, limit }) => {
    let named = 0;
    const definition = scopeOf(states, () => `S${(named += 1)}`);
    return limit === null ? definition : { ...definition, TimeoutSeconds: limit };
  });

function scopeOf(plans: readonly Plan[], newName: () => string): JsonObject {
  const final = plans.findIndex(({ type }) => type === 'Succeed' || type === 'Fail');
  const reachable: Plan[] = final < 0 ? [...plans] : plans.slice(0, final + 1);
  // Every way leads to a last state that may end the scope.
  if (final < 0) reachable.push({ type: 'Succeed' });
  const names = reachable.map(newName);
  const states = reachable.map((plan, at) => [names[at] ?? '', stateOf(plan, names.slice(at + 1), newName)] as const);
  return { StartAt: names[0] ?? '', States: Object.fromEntries(states) };
}

/** @param later names of the states that this one may lead to; empty only for Succeed and Fail */
function stateOf(plan: Plan, later: readonly string[], newName: () => string): JsonObject {
  const [Next = ''] = later;
  const last = later.at(-1) ?? '';
  switch (plan.type) {
    case 'Succeed':
      return { Type: 'Succeed' };
    case 'Fail':
      return { Type: 'Fail', Error: 'Broken', Cause: 'By chance' };
    case 'Wait':
      return { Type: 'Wait', Seconds: plan.seconds, Next };
    case 'Choice': {
      const target = later[plan.leap] ?? last;
      return { Type: 'Choice', Choices: [{ Variable: '$.made', IsPresent: true, Next: target }], Default: Next };
    }
    case 'Pass':
      return {
        Type: 'Pass',
        Parameters: { 'seen.$': '$$.State.Name', 'input.$': '$' },
        ResultPath: plan.resultPath,
        ...(plan.assigns && { Assign: { [`v${newName()}`]: { 'kept.$': '$' } } }),
        Next,
      };
    case 'Task':
      return { Type: 'Task', ...callOf(plan), ...handlingOf(plan, last), Next };
    case 'Parallel':
      return {
        Type: 'Parallel',
        Branches: plan.branches.map((branch) => scopeOf(branch, newName)),
        ...handlingOf(plan, last),
        Next,
      };
    case 'Map':
      return {
        Type: 'Map',
        ItemsPath: `$$.Execution.Input.items[${plan.items}]`,
        ItemSelector: { 'item.$': '$$.Map.Item.Value', 'outer.$': '$' },
        MaxConcurrency: plan.atOnce,
        ItemProcessor: scopeOf(plan.each, newName),
        ...handlingOf(plan, last),
        Next,
      };
  }
}

function callOf({ calls, timeout, heartbeat }: Extract<Plan, { readonly type: 'Task' }>): JsonObject {
  const Parameters =
    calls === 'callback' ? { 'MessageBody.$': '$$.Task.Token' } : { 'input.$': '$', 'try.$': '$$.State.RetryCount' };
  const waits = calls === 'callback' || calls === 'activity';
  return {
    Resource: RESOURCES[calls],
    ...(calls === 'nested'
      ? { Parameters: { StateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:Child' } }
      : calls === 'service'
        ? { Parameters: { FunctionName: 'Work', Payload: Parameters } }
        : { Parameters }),
    ...(timeout > 0 && { TimeoutSeconds: timeout + 6 }),
    ...(waits && heartbeat > 0 && { HeartbeatSeconds: heartbeat }),
  };
}

function handlingOf({ retries, catches }: Handling, next: string): JsonObject {
  return {
    ...(retries > 0 && { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: retries, IntervalSeconds: 2 }] }),
    ...(catches && { Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.made', Next: next }] }),
  };
}
