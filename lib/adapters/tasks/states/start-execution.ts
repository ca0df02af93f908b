import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { StartNestedExecution } from '../../../ports/nested-execution.ts';
import type { Integration } from '../integration.ts';
import { checkParameters } from '../parameters.ts';
import type { CheckedValues, ParameterRule } from '../parameters.ts';
import { sdkMetadata } from '../sdk-metadata.ts';
import { serviceFailure, STEP_FUNCTIONS_ERRORS } from '../service-error.ts';
import { parseTaskResource } from '../task-resource.ts';

const PARAMETERS = {
  StateMachineArn: { type: 'string', required: true },
  Input: { type: 'text' },
  Name: { type: 'string' },
  TraceHeader: { type: 'string' },
} as const satisfies Readonly<Record<string, ParameterRule>>;

/** `states:startExecution` in all its patterns; the engine itself waits for the end of an awaited execution. */
export function startExecution(start: StartNestedExecution): Integration {
  return {
    callClass: 'idempotent',
    lostError: {
      error: 'StepFunctions.SdkClientException',
      cause: 'Unable to execute HTTP request: the call was lost',
    },
    async call(request) {
      const checked = checkParameters(request.parameters, PARAMETERS);
      if (!checked.ok) return checked.failure;
      const { executionArn, pend, attempt } = request;
      const resource = parseTaskResource(request.resource);
      const waits = resource?.kind === 'integration' && resource.pattern.startsWith('sync');
      const result = await start({
        ...nestedStart(checked.values, request.idempotencyKey),
        startedBy: { executionArn, pend, attempt, resource: request.resource, waits },
      });
      const requestId = randomUUID();
      if ('errorName' in result) {
        const { errorName: code, message } = result;
        return serviceFailure(STEP_FUNCTIONS_ERRORS, { code, message, statusCode: 400, requestId, modelled: true });
      }
      const output = JSON.stringify(answer(result.executionArn, result.startDate, requestId));
      return waits ? { output, child: result.executionArn, polled: !result.reports } : { output };
    },
  };
}

function nestedStart(values: CheckedValues<typeof PARAMETERS>, defaultName: string) {
  const { StateMachineArn, Input, Name, TraceHeader } = values;
  return {
    stateMachineArn: StateMachineArn,
    name: Name ?? defaultName,
    input: typeof Input === 'string' ? Input : jsonText(Input ?? {}),
    ...(TraceHeader !== undefined && { traceHeader: TraceHeader }),
  };
}

function answer(executionArn: string, startDate: number, requestId: string): JsonObject {
  const length = Buffer.byteLength(JSON.stringify({ executionArn, startDate: startDate / 1000 }));
  const headers = {
    connection: 'keep-alive',
    'Content-Length': String(length),
    'Content-Type': 'application/x-amz-json-1.0',
    Date: new Date(startDate).toUTCString(),
    'x-amzn-RequestId': requestId,
  };
  return { ExecutionArn: executionArn, ...sdkMetadata({ statusCode: 200, requestId, headers }), StartDate: startDate };
}
