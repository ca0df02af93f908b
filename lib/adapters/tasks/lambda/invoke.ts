import type { Json, JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import type { Failure, Integration } from '../integration.ts';
import { checkParameters } from '../parameters.ts';
import type { ParameterRule } from '../parameters.ts';
import { sdkMetadata } from '../sdk-metadata.ts';
import { answeredValue, functionFailure } from './function-outcome.ts';
import { parseFunctionTarget } from './function-target.ts';
import type { Invocation, InvocationType, Invoked, InvokeFunction } from './invocation.ts';
import { badFunctionName, badInvocationType } from './invoke-errors.ts';
import { LOST_CALL } from './lost-call.ts';

const PARAMETERS = {
  FunctionName: { type: 'string', required: true },
  Payload: { type: 'json' },
  InvocationType: { type: 'string' },
  Qualifier: { type: 'string' },
  ClientContext: { type: 'string' },
  LogType: { type: 'string' },
} as const satisfies Readonly<Record<string, ParameterRule>>;

const INVOCATION_TYPES: ReadonlySet<string> = new Set<InvocationType>(['RequestResponse', 'Event', 'DryRun']);

/** `lambda:invoke`, also with `.waitForTaskToken`, where the answer only says that the function has the token. */
export function lambdaInvoke(invoke: InvokeFunction): Integration {
  return {
    callClass: 'atMostOnce',
    lostError: LOST_CALL,
    async call(request, signal) {
      const invocation = readInvocation(request);
      if ('error' in invocation) return invocation;
      const invoked = await invoke(invocation, signal);
      if ('error' in invoked) return invoked;
      if (invoked.functionError !== undefined) return functionFailure(invoked, 'compact');
      return outcomeOf(invoked);
    },
  };
}

function readInvocation({ parameters, executionArn }: TaskRequest): Invocation | Failure {
  const checked = checkParameters(parameters, PARAMETERS);
  if (!checked.ok) return checked.failure;
  const {
    FunctionName,
    Payload,
    InvocationType = 'RequestResponse',
    Qualifier,
    ClientContext,
    LogType,
  } = checked.values;
  const target = parseFunctionTarget(FunctionName, executionArn);
  if (!target) return badFunctionName(FunctionName);
  if (!isInvocationType(InvocationType)) return badInvocationType(InvocationType);
  return {
    target: Qualifier === undefined ? target : { ...target, qualifier: Qualifier },
    payload: payloadText(Payload),
    invocationType: InvocationType,
    tail: LogType === 'Tail',
    ...(ClientContext !== undefined && { clientContext: ClientContext }),
  };
}

/** A text is the payload itself; anything else is sent as JSON, nothing as an empty object (recorded 2025-11). */
function payloadText(payload: Json = {}): string {
  return typeof payload === 'string' ? payload : jsonText(payload);
}

function isInvocationType(text: string): text is InvocationType {
  return INVOCATION_TYPES.has(text);
}

/** Members in the order that AWS writes them (recorded 2025-11). */
function outcomeOf(invoked: Invoked): TaskOutcome {
  const { executedVersion, logResult, payload, statusCode } = invoked;
  const answer = payload === undefined ? undefined : answeredValue(payload);
  if (answer && 'error' in answer) return answer;
  const output: JsonObject = {
    ...(executedVersion !== undefined && { ExecutedVersion: executedVersion }),
    ...(logResult !== undefined && { LogResult: logResult }),
    ...(answer && { Payload: answer.value }),
    ...sdkMetadata(invoked),
    StatusCode: statusCode,
  };
  return { output: jsonText(output) };
}
