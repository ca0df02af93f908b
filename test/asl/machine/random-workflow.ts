import fc from 'fast-check';
import type { JsonObject } from '../../../lib/asl/json.ts';
import { scopePlan, type Plan, type PlanOf } from './random-plan.ts';
import { fieldsIn, RESOURCES } from './random-fields.ts';

/** What a random workflow is fed with; its Map states go over one of `items`. */
export const WORKFLOW_INPUT = { items: [[], [1], [1, [2]], [1, [2], { three: 3 }], [1, [2], { three: 3 }, 'four']] };

/**
 * Valid definitions of machines that end whatever happens: their states only lead forwards. Both query languages, side
 * by side, and variables that later and inner states read; now and then one that no state on the way has assigned.
 */
export const workflow: fc.Arbitrary<JsonObject> = fc
  .record({ states: scopePlan, limit: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 8 }) })
  .map(({ states, limit }) => {
    let named = 0;
    const definition = scopeOf(states, { newName: () => `S${(named += 1)}`, variables: [] });
    return limit === null ? definition : { ...definition, TimeoutSeconds: limit };
  });

interface Around {
  newName(): string;
  /** Variables that states of this scope or of those around it assign. */
  readonly variables: readonly string[];
}

function scopeOf(plans: readonly Plan[], around: Around): JsonObject {
  const final = plans.findIndex(({ type }) => type === 'Succeed' || type === 'Fail');
  const reachable: Plan[] = final < 0 ? [...plans] : plans.slice(0, final + 1);
  // Every way leads to a last state that may end the scope.
  if (final < 0) reachable.push({ type: 'Succeed', language: 'JSONPath', reads: 0, assigns: false });
  const names = reachable.map(() => around.newName());
  const variables = [...around.variables];
  const states = reachable.map((plan, at) => {
    const name = names[at] ?? '';
    const state = stateOf(plan, name, names.slice(at + 1), { ...around, variables: [...variables] });
    if (Object.hasOwn(state, 'Assign')) variables.push(variableOf(name));
    return [name, state] as const;
  });
  return { StartAt: names[0] ?? '', States: Object.fromEntries(states) };
}

const variableOf = (state: string): string => `of${state}`;

/** @param later names of the states that this one may lead to; empty only for Succeed and Fail */
function stateOf(plan: Plan, name: string, later: readonly string[], around: Around): JsonObject {
  const { type: Type, language } = plan;
  const fields = fieldsIn[language];
  const [Next = ''] = later;
  const last = later.at(-1) ?? '';
  const read = plan.reads === 0 ? undefined : around.variables.at(-plan.reads);
  const state = {
    Type,
    ...(language === 'JSONata' && { QueryLanguage: language }),
    ...(plan.assigns && Type !== 'Succeed' && Type !== 'Fail' && { Assign: fields.assign(variableOf(name), read) }),
  };
  switch (plan.type) {
    case 'Succeed':
      return state;
    case 'Fail':
      return { ...state, ...fields.fail };
    case 'Wait':
      return { ...state, ...fields.wait(plan.seconds), Next };
    case 'Choice':
      return { ...state, Choices: [{ ...fields.isMade, Next: later[plan.leap] ?? last }], Default: Next };
    case 'Pass':
      return { ...state, ...fields.pass(read, plan.resultPath), Next };
    case 'Task':
      return { ...state, ...callOf(plan, read), ...handlingOf(plan, last), Next };
    case 'Parallel':
      return {
        ...state,
        Branches: plan.branches.map((branch) => scopeOf(branch, around)),
        ...handlingOf(plan, last),
        Next,
      };
    case 'Map':
      return {
        ...state,
        ...fields.map(plan.items, read),
        MaxConcurrency: plan.atOnce,
        ItemProcessor: scopeOf(plan.each, around),
        ...handlingOf(plan, last),
        Next,
      };
  }
}

function callOf({ calls, timeout, heartbeat, language }: PlanOf<'Task'>, read: string | undefined): JsonObject {
  const waits = calls === 'callback' || calls === 'activity';
  return {
    Resource: RESOURCES[calls],
    ...fieldsIn[language].call(calls, read),
    ...(timeout > 0 && { TimeoutSeconds: timeout + 6 }),
    ...(waits && heartbeat > 0 && { HeartbeatSeconds: heartbeat }),
  };
}

function handlingOf({ retries, catches, language }: PlanOf<'Task' | 'Parallel' | 'Map'>, next: string): JsonObject {
  return {
    ...(retries > 0 && { Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: retries, IntervalSeconds: 2 }] }),
    ...(catches && { Catch: [{ ErrorEquals: ['States.ALL'], ...fieldsIn[language].caught, Next: next }] }),
  };
}
