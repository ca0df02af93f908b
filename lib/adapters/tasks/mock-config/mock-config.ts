import type { MockedResponse } from '../../../ports/mocked-tasks.ts';

/** The response to some invocations of a state, numbered from 0; `last` is one of them. */
export interface InvocationRange {
  readonly first: number;
  readonly last: number;
  readonly response: MockedResponse;
}

/** The states that a test case mocks, by name. */
export type TestCase = ReadonlyMap<string, readonly InvocationRange[]>;

/** A mock configuration file with its references resolved: test cases by state machine and name. */
export type MockConfig = ReadonlyMap<string, ReadonlyMap<string, TestCase>>;
