import type { Json } from '../lib/asl/json.ts';

/** A definition to be run many times, and how many state transitions one run is. */
export interface Workload {
  readonly definition: object;
  readonly input: Json;
  readonly transitions: number;
  /** @default STANDARD */
  readonly type?: 'STANDARD' | 'EXPRESS';
}

/** The ARN that every benchmark's Task states name; nothing is behind it. */
const TASK = 'arn:aws:lambda:us-east-1:000000000000:function:nothing';

function chain(length: number, fields: object): object {
  const states = Array.from({ length }, (_, index) => [
    `State${index}`,
    { ...fields, ...(index === length - 1 ? { End: true } : { Next: `State${index + 1}` }) },
  ]);
  return { StartAt: 'State0', States: Object.fromEntries(states) as object };
}

const onePass = { StartAt: 'Only', States: { Only: { Type: 'Pass', End: true } } };

export const workloads = {
  onePass: { definition: onePass, input: { order: 'a-1' }, transitions: 1 },
  fivePassExpress: {
    definition: chain(5, { Type: 'Pass' }),
    input: { order: 'a-1' },
    transitions: 5,
    type: 'EXPRESS',
  },
  /** 49 states, two events each, and the two of the execution. */
  hundredEvents: { definition: chain(49, { Type: 'Pass' }), input: { order: 'a-1' }, transitions: 49 },
  tenPass: { definition: chain(10, { Type: 'Pass' }), input: { order: 'a-1' }, transitions: 10 },
  tenTasks: { definition: chain(10, { Type: 'Task', Resource: TASK }), input: { order: 'a-1' }, transitions: 10 },
  tenJsonataTasks: {
    definition: {
      QueryLanguage: 'JSONata',
      ...chain(10, {
        Type: 'Task',
        Resource: TASK,
        Arguments: { order: '{% $states.input.order %}' },
        Output: '{% $merge([$states.input, $states.result]) %}',
      }),
    },
    input: { order: 'a-1' },
    transitions: 10,
  },
  parallel: {
    definition: {
      StartAt: 'Fork',
      States: {
        Fork: {
          Type: 'Parallel',
          End: true,
          Branches: Array.from({ length: 10 }, (_, index) => ({
            StartAt: `Branch${index}`,
            States: { [`Branch${index}`]: { Type: 'Pass', End: true } },
          })),
        },
      },
    },
    input: { order: 'a-1' },
    transitions: 11,
  },
  map: {
    definition: { StartAt: 'Each', States: { Each: { Type: 'Map', End: true, ItemProcessor: onePass } } },
    input: Array.from({ length: 100 }, (_, index) => index),
    transitions: 101,
  },
  /** More events than a Standard execution may have. */
  largeMap: {
    definition: { StartAt: 'Each', States: { Each: { Type: 'Map', End: true, ItemProcessor: onePass } } },
    input: Array.from({ length: 10_000 }, (_, index) => index),
    transitions: 10_001,
    type: 'EXPRESS',
  },
  choiceLoop: {
    definition: {
      StartAt: 'Count',
      States: {
        Count: { Type: 'Pass', Parameters: { 'n.$': 'States.MathAdd($.n, 1)' }, Next: 'Enough' },
        Enough: {
          Type: 'Choice',
          Choices: [{ Variable: '$.n', NumericLessThan: 100, Next: 'Count' }],
          Default: 'Done',
        },
        Done: { Type: 'Succeed' },
      },
    },
    input: { n: 0 },
    transitions: 201,
  },
} as const satisfies Record<string, Workload>;
