import type { MockedResponse } from '../../../ports/mocked-tasks.ts';

/** The response to some invocations of a state, numbered from 0; `last` is one of them. */
export interface InvocationRange {
  readonly first: number;
  readonly last: number;
  readonly response: MockedResponse;
}

/** The states that a test case mocks, by name. */
export type TestCase = ReadonlyMap<string, readonly InvocationRange[]>;

/** Test cases by state machine and name, with references to responses resolved. */
export type TestCases = ReadonlyMap<string, ReadonlyMap<string, TestCase>>;

/** A mock configuration file. */
export interface MockConfig {
  /** Its name, as the user gave it. */
  readonly file: string;
  readonly testCases: TestCases;
}
