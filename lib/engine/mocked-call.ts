import { ErrorName } from '../asl/errors.ts';
import type { Pend } from '../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../asl/machine/stimulus.ts';
import type { MockedResponse } from '../ports/mocked-tasks.ts';
import type { EngineContext } from './context.ts';
import type { LoadedExecution } from './loaded-execution.ts';
import { mockedAnswers } from './test-state/mocked-answers.ts';

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
  return mockedAnswers(pend, 'output' in response ? { result: response.output } : { failure: response });
}

/** A test case must not begin to call services because the server was started again, without its file. */
function withoutMocks(mockCase: string): MockedResponse {
  return {
    error: ErrorName.runtime,
    cause: `The test case '${mockCase}' cannot go on: the server was started without a mock configuration.`,
  };
}
