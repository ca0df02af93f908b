import type { JsonObject } from '../asl/json.ts';

export type LogLevel = 'ALL' | 'ERROR' | 'FATAL';

/** The history events that a level logs; ALL logs every one (AWS: log levels for Step Functions execution events). */
const FATAL: readonly string[] = ['ExecutionAborted', 'ExecutionFailed', 'ExecutionTimedOut'];
const ERROR: readonly string[] = [
  ...FATAL,
  'FailStateEntered',
  'LambdaFunctionFailed',
  'LambdaFunctionScheduleFailed',
  'LambdaFunctionStartFailed',
  'LambdaFunctionTimedOut',
  'MapIterationAborted',
  'MapIterationFailed',
  'MapRunAborted',
  'MapRunFailed',
  'MapStateAborted',
  'MapStateFailed',
  'ParallelStateAborted',
  'ParallelStateFailed',
  'TaskFailed',
  'TaskStartFailed',
  'TaskStateAborted',
  'TaskSubmitFailed',
  'TaskTimedOut',
  'WaitStateAborted',
  // Not in AWS's table, which is older than JSONata and passes activities over; they are failures like the others.
  'ActivityFailed',
  'ActivityScheduleFailed',
  'ActivityTimedOut',
  'EvaluationFailed',
];

const LOGGED: Readonly<Record<Exclude<LogLevel, 'ALL'>, ReadonlySet<string>>> = {
  ERROR: new Set(ERROR),
  FATAL: new Set(FATAL),
};

export function isLogged(level: LogLevel, eventType: string): boolean {
  return level === 'ALL' || LOGGED[level].has(eventType);
}

/** What a loggingConfiguration asks for; undefined when it asks for nothing (level OFF, or no destination). */
export interface Logging {
  readonly level: LogLevel;
  readonly includeExecutionData: boolean;
  readonly logGroupArn: string;
}

interface LoggingConfiguration {
  readonly level?: LogLevel | 'OFF';
  readonly includeExecutionData?: boolean;
  readonly destinations?: readonly { readonly cloudWatchLogsLogGroup?: { readonly logGroupArn?: string } }[];
}

/** @param configuration as it is stored: checked by the API */
export function loggingOf(configuration: JsonObject): Logging | undefined {
  const { level = 'OFF', includeExecutionData = false, destinations } = configuration as LoggingConfiguration;
  if (level === 'OFF') return undefined;
  const logGroupArn = destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn;
  return logGroupArn === undefined ? undefined : { level, includeExecutionData, logGroupArn };
}
