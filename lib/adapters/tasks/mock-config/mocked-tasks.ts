import { ErrorName } from '../../../asl/errors.ts';
import type { ExecutionRecord, Ms } from '../../../ports/execution-store.ts';
import type { MockedResponse, MockedTasks } from '../../../ports/mocked-tasks.ts';
import type { MockConfig, TestCase } from './mock-config.ts';

/**
 * Answers from a mock configuration. As in Step Functions Local, a state's responses are numbered by its invocations in
 * one execution, whether a retry, a loop or a Map state led to them; the children of its map runs belong to it. They are
 * counted in memory, so an execution that was started before `since` fails rather than count from 0 again.
 */
export function createMockedTasks({ file, testCases }: MockConfig, since: Ms): MockedTasks {
  /** By execution and state, the pends of its invocations in their order. */
  const invocations = new Map<string, Map<string, string[]>>();

  function invocationOf({ executionArn, mapRun }: ExecutionRecord, stateName: string, pend: number): number {
    const root = mapRun?.root ?? executionArn;
    const states = invocations.get(root) ?? new Map<string, string[]>();
    const pends = states.get(stateName) ?? [];
    invocations.set(root, states.set(stateName, pends));
    const call = `${executionArn}/${pend}`;
    const known = pends.indexOf(call);
    return known < 0 ? pends.push(call) - 1 : known;
  }

  function testCaseOf(record: ExecutionRecord): TestCase | undefined {
    return testCases.get(stateMachineName(record))?.get(record.mockCase ?? '');
  }

  return {
    source: file,

    mockedStates(machine, testCase) {
      const states = testCases.get(machine)?.get(testCase);
      return states && [...states.keys()];
    },

    respond(record, stateName, pend) {
      const testCase = testCaseOf(record);
      if (!testCase) return failure(record, 'is not in the mock configuration any more');
      const ranges = testCase.get(stateName);
      if (!ranges) return undefined;
      if (record.startDate < since) return failure(record, 'cannot go on after the server was started again');
      const invocation = invocationOf(record, stateName, pend);
      const range = ranges.find(({ first, last }) => first <= invocation && invocation <= last);
      return range?.response ?? failure(record, `has no response for invocation ${invocation} of state '${stateName}'`);
    },
  };
}

/** Not an error that States.ALL catches: a test must not pass because its mocks are incomplete. */
function failure(record: ExecutionRecord, reason: string): MockedResponse {
  const cause = `The test case '${record.mockCase ?? ''}' of state machine '${stateMachineName(record)}' ${reason}.`;
  return { error: ErrorName.runtime, cause };
}

function stateMachineName({ stateMachineArn }: ExecutionRecord): string {
  // A child of a map run is of the state machine that is named before its label.
  return (stateMachineArn.split(':')[6] ?? '').split('/', 1).join();
}
