import { ErrorName } from '../asl/errors.ts';
import { isObject } from '../asl/json.ts';
import { jsonText } from '../asl/json-text/json-text.ts';
import { parseJson } from '../asl/json-text/parse-json.ts';
import type { Pend } from '../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { MockedResponse } from '../ports/mocked-tasks.ts';
import type { EngineContext } from './context.ts';
import type { LoadedExecution } from './loaded-execution.ts';
import { mockedAnswers } from './test-state/mocked-answers.ts';

const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:/;

/** All that comes of a call in place of which the execution's test case answers; undefined: the call is to be made. */
export function mockedCall(
  { mocks }: EngineContext,
  { execution: { record }, snapshot }: LoadedExecution,
  pend: Pend,
): readonly TaskStimulus[] | undefined {
  if (record.mockCase === undefined || pend.kind === 'mapRun') return undefined;
  const stateName = snapshot.frames.get(pend.frame)?.state ?? '';
  const response = mocks ? mocks.respond(record, stateName, pend.id) : withoutMocks(record.mockCase);
  if (response === undefined) return undefined;
  if (!('output' in response)) return mockedAnswers(pend, { failure: response });
  return mockedAnswers(pend, { result: resultOf(pend, response.output) });
}

/**
 * The mocks of Step Functions Local give what Lambda's Invoke answers. A Task with a function's own ARN has the Payload
 * of that for its result.
 */
function resultOf({ call }: Pend, output: string): string {
  if (!FUNCTION_ARN.test(call?.resource ?? '')) return output;
  const answer = parseJson(output);
  const payload = isObject(answer) && 'StatusCode' in answer ? answer['Payload'] : undefined;
  return payload === undefined ? output : jsonText(payload);
}

/** A test case must not begin to call services because the server was started again, without its file. */
function withoutMocks(mockCase: string): MockedResponse {
  return {
    error: ErrorName.runtime,
    cause: `The test case '${mockCase}' cannot go on: the server was started without a mock configuration.`,
  };
}
