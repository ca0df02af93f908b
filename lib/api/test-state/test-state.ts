import { isObject, type JsonObject } from '../../asl/json.ts';
import { parseJson } from '../../asl/json-text/parse-json.ts';
import { parseJsonText } from '../../asl/json-text/parse-json-text.ts';
import type { CompiledState } from '../../asl/machine/compile.ts';
import type { Mock, StateTest, StateTestResult } from '../../engine/test-state/state-test.ts';
import type { Call } from '../call.ts';
import { validation } from '../errors.ts';
import { executionInput } from '../execution/execution-input.ts';
import { operation } from '../operation.ts';
import { checkRoleArn } from '../state-machine/check-definition.ts';
import { checkRequest } from './check-request.ts';
import { inspectionData } from './inspection-data.ts';
import { members, type TestStateRequest } from './members.ts';
import { mockOf } from './mock.ts';
import { givenContext, shownContext } from './tested-context.ts';
import { testedExecution } from './tested-execution.ts';
import { testedState, type TestedState } from './tested-state.ts';

/** Runs one state by itself; nothing is stored. A state that fails is still answered with success. */
export const testState = operation('TestState', members, async (request, call) => {
  if (request.roleArn !== undefined) checkRoleArn(request.roleArn);
  const tested = await testedState(request.definition, request.stateName);
  checkRequest(request, tested);
  const { state } = tested;
  const input = executionInput(request.input);
  const mock = mockOf(state, request.mock);
  const test = stateTest(request, call, tested, input, mock);
  const result = await call.context.engine.testState(test, call.signal());
  checkIterations(test, result);
  return answer(state, request, input, result);
});

function stateTest(
  request: TestStateRequest,
  call: Call,
  { state, isInMap }: TestedState,
  input: string,
  mock: Mock | undefined,
): StateTest {
  const { roleArn, context, stateConfiguration: configuration = {} } = request;
  return {
    ...testedExecution(call, request.definition, input, roleArn ?? ''),
    state,
    mock,
    variables: request.variables === undefined ? {} : variablesIn(request.variables),
    retries: configuration.retrierRetryCount ?? 0,
    failedIterations: configuration.mapIterationFailureCount ?? 0,
    itemReaderData: configuration.mapItemReaderData,
    contextObject: shownContext({
      given: context === undefined ? undefined : givenContext(context, state),
      hasRole: roleArn !== undefined,
      item: isInMap ? { value: parseJson(input) } : undefined,
    }),
  };
}

function variablesIn(text: string): JsonObject {
  const parsed = parseJsonText(text);
  if (parsed.ok && isObject(parsed.value)) return parsed.value;
  // The words are a guess.
  throw validation('Variables must be a valid JSON object');
}

function checkIterations({ failedIterations }: StateTest, { map }: StateTestResult): void {
  if (map?.iterations === undefined || failedIterations <= map.iterations) return;
  throw validation('Map iteration failure count must be less than or equal to the number of Map iterations');
}

function answer(state: CompiledState, request: TestStateRequest, input: string, result: StateTestResult): object {
  const { output, error, cause, nextState, status } = result;
  const level = request.inspectionLevel ?? 'INFO';
  return {
    output,
    error,
    cause,
    nextState,
    status,
    inspectionData: level === 'INFO' ? undefined : inspectionData(state, input, result, request),
  };
}
