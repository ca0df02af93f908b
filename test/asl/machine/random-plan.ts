import fc from 'fast-check';
import type { QueryLanguage } from '../../../lib/asl/definition.ts';

interface Handling {
  readonly retries: number;
  readonly catches: boolean;
}

/** A state without its name and without the states around it. */
export type Plan = {
  readonly language: QueryLanguage;
  /** Which of the variables that are known there it reads; most of the time none. */
  readonly reads: number;
  readonly assigns: boolean;
} & (
  | { readonly type: 'Pass'; readonly resultPath: string | null }
  | { readonly type: 'Wait'; readonly seconds: number }
  | { readonly type: 'Choice'; readonly leap: number }
  | { readonly type: 'Succeed' | 'Fail' }
  | ({ readonly type: 'Task'; readonly calls: Called; readonly timeout: number; readonly heartbeat: number } & Handling)
  | ({ readonly type: 'Parallel'; readonly branches: readonly (readonly Plan[])[] } & Handling)
  | ({
      readonly type: 'Map';
      readonly items: number;
      readonly atOnce: number;
      readonly each: readonly Plan[];
    } & Handling)
);

export type PlanOf<T extends Plan['type']> = Extract<Plan, { readonly type: T }>;

export type Called = 'function' | 'service' | 'callback' | 'nested' | 'activity';

const common = {
  language: fc.constantFrom('JSONPath' as const, 'JSONata' as const),
  reads: fc.nat({ max: 5 }),
  assigns: fc.boolean(),
};
const handling = { retries: fc.nat({ max: 2 }), catches: fc.boolean() };

/** States in the order in which they lead to each other, with all that is within them. */
export const { scope: scopePlan } = fc.letrec<{ readonly scope: readonly Plan[]; readonly plan: Plan }>((tie) => ({
  scope: fc.array(tie('plan'), { minLength: 1, maxLength: 4, depthIdentifier: 'scope' }),
  plan: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'scope' },
    fc.record({
      type: fc.constant('Task' as const),
      calls: fc.constantFrom('function', 'service', 'callback', 'nested', 'activity'),
      timeout: fc.nat({ max: 9 }),
      heartbeat: fc.nat({ max: 5 }),
      ...common,
      ...handling,
    }),
    fc.record({
      type: fc.constant('Pass' as const),
      resultPath: fc.constantFrom('$', '$.made', null),
      ...common,
    }),
    fc.record({ type: fc.constant('Wait' as const), seconds: fc.nat({ max: 6 }), ...common }),
    fc.record({ type: fc.constant('Choice' as const), leap: fc.nat({ max: 3 }), ...common }),
    fc.record({ type: fc.constantFrom('Succeed' as const, 'Fail' as const), ...common }),
    fc.record({
      type: fc.constant('Parallel' as const),
      branches: fc.array(tie('scope'), { minLength: 1, maxLength: 3, depthIdentifier: 'scope' }),
      ...common,
      ...handling,
    }),
    fc.record({
      type: fc.constant('Map' as const),
      items: fc.nat({ max: 4 }),
      atOnce: fc.nat({ max: 2 }),
      each: tie('scope'),
      ...common,
      ...handling,
    }),
  ),
}));
