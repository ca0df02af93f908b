import type { ExecutionRecord } from './execution-store.ts';

/** How a mocked Task state ends: with a JSON text, or with an error. */
export type MockedResponse = { readonly output: string } | { readonly error: string; readonly cause: string };

/** The test cases of a mock configuration: what Task states come to without their services being called. */
export interface MockedTasks {
  /** Where the test cases come from: a file's name. */
  readonly source: string;
  /** The names of the states that a test case for state machines of this name mocks; undefined: there is no such case. */
  mockedStates(stateMachineName: string, testCase: string): readonly string[] | undefined;
  /**
   * How a Task state of an execution with a `mockCase` ends; undefined when its case leaves the state to the service.
   * The same pend is always answered the same.
   */
  respond(record: ExecutionRecord, stateName: string, pend: number): MockedResponse | undefined;
}
