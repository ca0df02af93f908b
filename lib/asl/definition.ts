import type { Json, JsonObject } from './json.ts';

/** The definition as the author wrote it, after validation. Field names are the language's own. */
export interface StateMachineDefinition extends Scope {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly TimeoutSeconds?: number;
  readonly Version?: string;
}

export type QueryLanguage = 'JSONPath' | 'JSONata';

/** A set of states with an entry: the machine itself, a branch, or an item processor. */
export interface Scope {
  readonly StartAt: string;
  readonly States: { readonly [name: string]: State };
}

interface CommonFields {
  readonly Comment?: string;
  readonly QueryLanguage?: QueryLanguage;
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

interface Transition {
  readonly Next?: string;
  readonly End?: boolean;
}

interface ResultFields {
  readonly Parameters?: Json;
  readonly Arguments?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
}

interface ErrorHandling {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

export interface PassState extends CommonFields, Transition, Pick<ResultFields, 'Parameters' | 'ResultPath'> {
  readonly Type: 'Pass';
  readonly Result?: Json;
}

export interface TaskState extends CommonFields, Transition, ResultFields, ErrorHandling {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly Credentials?: JsonObject;
  readonly TimeoutSeconds?: number | string;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number | string;
  readonly HeartbeatSecondsPath?: string;
}

export interface ChoiceState extends CommonFields {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

/** One rule: `Variable` with one operator, or `And`/`Or`/`Not`, or (JSONata) `Condition`. */
export interface ChoiceRule {
  readonly Next?: string;
  readonly Assign?: JsonObject;
  readonly Output?: Json;
  readonly Condition?: string | boolean;
  readonly Variable?: string;
  readonly And?: readonly ChoiceRule[];
  readonly Or?: readonly ChoiceRule[];
  readonly Not?: ChoiceRule;
  readonly [operator: string]: unknown;
}

export interface WaitState extends CommonFields, Transition {
  readonly Type: 'Wait';
  readonly Seconds?: number | string;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

export interface SucceedState extends CommonFields {
  readonly Type: 'Succeed';
}

export interface FailState extends Pick<CommonFields, 'Comment' | 'QueryLanguage'> {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

export interface ParallelState extends CommonFields, Transition, ResultFields, ErrorHandling {
  readonly Type: 'Parallel';
  readonly Branches: readonly Scope[];
}

export interface MapState extends CommonFields, Transition, ResultFields, ErrorHandling {
  readonly Type: 'Map';
  readonly ItemProcessor?: ItemProcessor;
  readonly Iterator?: ItemProcessor;
  readonly ItemSelector?: Json;
  readonly ItemsPath?: string;
  readonly Items?: Json;
  readonly MaxConcurrency?: number | string;
  readonly MaxConcurrencyPath?: string;
  readonly ItemReader?: JsonObject;
  readonly ItemBatcher?: JsonObject;
  readonly ResultWriter?: JsonObject;
  readonly Label?: string;
  readonly ToleratedFailureCount?: number | string;
  readonly ToleratedFailureCountPath?: string;
  readonly ToleratedFailurePercentage?: number | string;
  readonly ToleratedFailurePercentagePath?: string;
}

export interface ItemProcessor extends Scope {
  readonly ProcessorConfig?: {
    readonly Mode?: 'INLINE' | 'DISTRIBUTED';
    readonly ExecutionType?: 'STANDARD' | 'EXPRESS';
  };
}

/** Every state type and its shape; handlers are a map over these keys, so a missing one does not compile. */
export interface StateByType {
  readonly Pass: PassState;
  readonly Task: TaskState;
  readonly Choice: ChoiceState;
  readonly Wait: WaitState;
  readonly Succeed: SucceedState;
  readonly Fail: FailState;
  readonly Parallel: ParallelState;
  readonly Map: MapState;
}

export type StateType = keyof StateByType;
export type State = StateByType[StateType];
