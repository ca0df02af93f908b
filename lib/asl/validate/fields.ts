import type { QueryLanguage, StateType } from '../definition.ts';
import type { Alternatives, Field, Shape, ValueRule } from './shape.ts';

/** In the order AWS lists them. */
export const STATE_TYPES = ['Task', 'Wait', 'Pass', 'Succeed', 'Fail', 'Choice', 'Parallel', 'Map'] as const;

interface StateField extends Field {
  readonly states: readonly StateType[];
}

const all = STATE_TYPES;
const flowing = ['Pass', 'Task', 'Wait', 'Parallel', 'Map'] as const;
const assigning = [...flowing, 'Choice'] as const;
const withOutput = [...assigning, 'Succeed'] as const;
const withResult = ['Pass', 'Task', 'Parallel', 'Map'] as const;
const failing = ['Task', 'Parallel', 'Map'] as const;

const MAX_SECONDS = 99_999_999;
const string: ValueRule = { is: 'string' };
const stringOrPathField: ValueRule = { is: 'string', hasPathTwin: true };
const path: ValueRule = { is: 'path' };
const nullablePath: ValueRule = { is: 'path', mayBeNull: true };
const template: ValueRule = { is: 'template' };
const pathOrFunction: ValueRule = { is: 'pathOrFunction' };
const timeout: ValueRule = { is: 'integer', min: 1, max: MAX_SECONDS };
const count: ValueRule = { is: 'integer', min: 0 };

const both = (states: readonly StateType[], value: ValueRule): StateField => ({ states, value });
const evaluated = (states: readonly StateType[], value: ValueRule): StateField => ({ states, value, evaluated: true });
const only =
  (language: QueryLanguage) =>
  (states: readonly StateType[], value: ValueRule): StateField => ({ states, value, language });
const jsonPath = only('JSONPath');
const jsonata = only('JSONata');

/** Every field a state can have: the state types that have it, its query language, its value. */
const STATE_FIELDS: { readonly [field: string]: StateField } = {
  Type: both(all, { is: 'oneOf', values: STATE_TYPES }),
  Comment: both(all, string),
  QueryLanguage: both(all, { is: 'oneOf', values: ['JSONPath', 'JSONata'] }),
  Next: both(flowing, string),
  End: both(flowing, { is: 'boolean' }),
  InputPath: jsonPath(withOutput, nullablePath),
  OutputPath: jsonPath(withOutput, nullablePath),
  ResultPath: jsonPath(withResult, { is: 'resultPath', mayBeNull: true }),
  Parameters: jsonPath(withResult, template),
  ResultSelector: jsonPath(failing, template),
  Result: jsonPath(['Pass'], { is: 'passResult' }),
  Arguments: jsonata(['Task', 'Parallel'], template),
  Output: jsonata(withOutput, template),
  Assign: both(assigning, { is: 'assignments' }),
  Retry: both(failing, { is: 'retriers' }),
  Catch: both(failing, { is: 'catchers' }),
  Resource: both(['Task'], { is: 'taskResource' }),
  Credentials: both(['Task'], { is: 'credentials' }),
  TimeoutSeconds: evaluated(['Task'], timeout),
  TimeoutSecondsPath: jsonPath(['Task'], path),
  HeartbeatSeconds: evaluated(['Task'], timeout),
  HeartbeatSecondsPath: jsonPath(['Task'], path),
  Choices: both(['Choice'], { is: 'listOf', item: { is: 'choiceRule' } }),
  Default: both(['Choice'], string),
  Seconds: evaluated(['Wait'], { is: 'integer', min: 0, max: MAX_SECONDS }),
  SecondsPath: jsonPath(['Wait'], path),
  Timestamp: evaluated(['Wait'], { is: 'timestamp' }),
  TimestampPath: jsonPath(['Wait'], path),
  Error: evaluated(['Fail'], stringOrPathField),
  ErrorPath: jsonPath(['Fail'], pathOrFunction),
  Cause: evaluated(['Fail'], stringOrPathField),
  CausePath: jsonPath(['Fail'], pathOrFunction),
  Branches: both(['Parallel'], { is: 'listOf', item: { is: 'object', shape: 'branch' } }),
  ItemProcessor: both(['Map'], { is: 'object', shape: 'itemProcessor' }),
  Iterator: both(['Map'], { is: 'object', shape: 'itemProcessor' }),
  ItemSelector: both(['Map'], template),
  ItemsPath: jsonPath(['Map'], { is: 'singlePath' }),
  Items: jsonata(['Map'], template),
  MaxConcurrency: evaluated(['Map'], count),
  MaxConcurrencyPath: jsonPath(['Map'], path),
  ToleratedFailureCount: evaluated(['Map'], count),
  ToleratedFailureCountPath: jsonPath(['Map'], path),
  ToleratedFailurePercentage: evaluated(['Map'], { is: 'number', min: 0, max: 100 }),
  ToleratedFailurePercentagePath: jsonPath(['Map'], path),
  ItemReader: both(['Map'], { is: 'object', shape: 'itemReader' }),
  ItemBatcher: both(['Map'], { is: 'object', shape: 'itemBatcher' }),
  ResultWriter: both(['Map'], { is: 'object', shape: 'resultWriter' }),
  Label: both(['Map'], { is: 'label' }),
};

const nextOrEnd: Alternatives = { fields: ['Next', 'End'], required: true };
const orPath = (field: string): Alternatives => ({ fields: [field, `${field}Path`], reportedAtFirst: true });

const STATE_RULES: { readonly [T in StateType]: Pick<Shape, 'required' | 'alternatives'> } = {
  Pass: { required: [], alternatives: [nextOrEnd] },
  Task: {
    required: ['Resource'],
    alternatives: [nextOrEnd, orPath('TimeoutSeconds'), orPath('HeartbeatSeconds')],
  },
  Choice: { required: ['Choices'], alternatives: [] },
  Wait: {
    required: [],
    alternatives: [nextOrEnd, { fields: ['SecondsPath', 'Seconds', 'TimestampPath', 'Timestamp'], required: true }],
  },
  Succeed: { required: [], alternatives: [] },
  Fail: { required: [], alternatives: [orPath('Error'), orPath('Cause')] },
  Parallel: { required: ['Branches'], alternatives: [nextOrEnd] },
  Map: {
    required: [],
    alternatives: [
      nextOrEnd,
      { fields: ['ItemProcessor', 'Iterator'], required: true },
      orPath('MaxConcurrency'),
      orPath('ToleratedFailureCount'),
      orPath('ToleratedFailurePercentage'),
    ],
  },
};

/** The fields and rules of each state type. */
export const STATE_SHAPES = Object.fromEntries(
  STATE_TYPES.map((type) => [type, { fields: fieldsOf(type), ...STATE_RULES[type] }]),
) as { readonly [T in StateType]: Shape };

function fieldsOf(type: StateType): Shape['fields'] {
  return Object.fromEntries(Object.entries(STATE_FIELDS).filter(([, field]) => field.states.includes(type)));
}
