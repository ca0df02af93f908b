import type { Json, JsonObject } from '../../lib/asl/json.ts';
import { readCases } from '../asl/machine/case.ts';

const FUNCTION = 'arn:aws:lambda:eu-central-1:123456789012:function:Work';
const scope = (name: string, state: JsonObject): JsonObject => ({ StartAt: name, States: { [name]: state } });

const everythingInJsonPath: JsonObject = {
  Comment: 'Every field of JSONPath',
  StartAt: 'Pass',
  TimeoutSeconds: 3600,
  States: {
    Pass: {
      Type: 'Pass',
      InputPath: '$',
      Parameters: { 'all.$': '$', 'id.$': 'States.UUID()', 'name.$': '$$.State.Name', deep: [{ 'n.$': '$.n' }] },
      ResultPath: '$.made',
      OutputPath: '$',
      Assign: { 'v.$': '$', w: [1, { 'x.$': "States.Format('{}-{}', $.n, $$.Execution.Name)" }] },
      Next: 'Choice',
    },
    Choice: {
      Type: 'Choice',
      Choices: [
        { And: [{ Variable: '$.n', IsNumeric: true }, { Not: { Variable: '$.n', NumericLessThan: 0 } }], Next: 'Wait' },
        {
          Or: [
            { Variable: '$.s', StringMatches: 'a*b\\*' },
            { Variable: '$.s', StringEqualsPath: '$.t' },
          ],
          Next: 'Wait',
        },
        { Variable: '$.t', TimestampLessThan: '2030-01-01T00:00:00Z', Assign: { 'u.$': '$v' }, Next: 'Task' },
      ],
      Default: 'Task',
    },
    Wait: { Type: 'Wait', SecondsPath: '$.n', Next: 'Until' },
    Until: { Type: 'Wait', TimestampPath: '$.t', Next: 'Task' },
    Task: {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Parameters: { FunctionName: 'Work', 'Payload.$': '$', 'Token.$': '$$.Task.Token' },
      TimeoutSecondsPath: '$.n',
      HeartbeatSeconds: 5,
      Credentials: { 'RoleArn.$': '$.s' },
      ResultSelector: { 'all.$': '$', 'first.$': 'States.ArrayGetItem($.items, 0)' },
      ResultPath: '$.task',
      Retry: [
        {
          ErrorEquals: ['Broken'],
          IntervalSeconds: 1,
          MaxAttempts: 2,
          BackoffRate: 1.5,
          MaxDelaySeconds: 9,
          JitterStrategy: 'FULL',
        },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Assign: { 'e.$': '$.Error' }, Next: 'Fork' }],
      Next: 'Fork',
    },
    Fork: {
      Type: 'Parallel',
      Branches: [
        scope('Left', { Type: 'Pass', Result: { 'a.$': '$' }, End: true }),
        scope('Right', { Type: 'Task', Resource: FUNCTION, End: true }),
      ],
      ResultSelector: { 'both.$': '$[*]' },
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: null, Next: 'Each' }],
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      ItemsPath: '$.items',
      ItemSelector: { 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index', 'outer.$': '$v' },
      MaxConcurrencyPath: '$.n',
      ItemProcessor: {
        ProcessorConfig: { Mode: 'INLINE' },
        ...scope('Item', { Type: 'Pass', Parameters: { 'sum.$': 'States.MathAdd($.index, 1)' }, End: true }),
      },
      ResultPath: '$.each',
      Next: 'Fail',
    },
    Fail: { Type: 'Fail', ErrorPath: '$.s', CausePath: "States.Format('{}', $.each)" },
  },
};

const everythingInJsonata: JsonObject = {
  QueryLanguage: 'JSONata',
  StartAt: 'Pass',
  States: {
    Pass: {
      Type: 'Pass',
      Output: { all: '{% $states.input %}', id: '{% $uuid() %}', deep: [{ n: '{% $states.input.n + 1 %}' }] },
      Assign: { v: '{% $states.input.items %}', w: '{% $merge([{"a": 1}, $states.context.Execution.Input]) %}' },
      Next: 'Choice',
    },
    Choice: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $v[0] = 1 %}', Output: { v: '{% $v %}' }, Assign: { u: '{% $string($v) %}' }, Next: 'Wait' },
        { Condition: '{% $exists($states.input.no) %}', Next: 'Until' },
      ],
      Assign: { u: 'none' },
      Output: '{% $states.input %}',
      Default: 'Wait',
    },
    Wait: { Type: 'Wait', Seconds: '{% $count($v) %}', Next: 'Task' },
    Until: { Type: 'Wait', Timestamp: '{% $fromMillis($millis() + 1000) %}', Next: 'Task' },
    Task: {
      Type: 'Task',
      Resource: FUNCTION,
      Arguments: { input: '{% $states.input %}', list: ['{% $v.$string() %}'] },
      TimeoutSeconds: '{% $sum([3, 4]) %}',
      Assign: { r: '{% $states.result %}' },
      Output: '{% $merge([$states.result, {"n": $u}]) %}',
      Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
      Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput %}', Assign: { r: null }, Next: 'Fork' }],
      Next: 'Fork',
    },
    Fork: {
      Type: 'Parallel',
      Arguments: { both: '{% $r %}' },
      Branches: [
        scope('Left', { Type: 'Pass', Output: '{% $states.input.both %}', Assign: { inner: '{% $v %}' }, End: true }),
        scope('Right', { Type: 'Succeed', Output: { u: '{% $u %}' } }),
      ],
      Output: { both: '{% $states.result %}' },
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: '{% [$v] %}',
      ItemSelector: { value: '{% $states.context.Map.Item.Value %}', index: '{% $states.context.Map.Item.Index %}' },
      MaxConcurrency: '{% 1 + 1 %}',
      ItemProcessor: scope('Item', { Type: 'Pass', Output: '{% $states.input.value ~> $string %}', End: true }),
      Assign: { all: '{% $states.result %}' },
      Next: 'Fail',
    },
    Fail: { Type: 'Fail', Error: '{% "E" & $string($count($all)) %}', Cause: '{% $join($all, ",") %}' },
  },
};

/** What every member of an input can stand for in these definitions. */
export const SOUND_INPUT: JsonObject = {
  n: 1,
  s: 'arn:aws:iam::123456789012:role/other',
  t: '2030-01-01T00:00:01Z',
  items: [1, 'two', { three: [3] }],
  a: { b: null },
};

/** Definitions that are accepted: those that have every field, and the ones of all cases. */
export const soundDefinitions: readonly Json[] = [
  ...Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? everythingInJsonPath : everythingInJsonata)),
  ...readCases().map(({ given }) => given.definition),
];
