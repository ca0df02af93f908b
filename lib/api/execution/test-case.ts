import type { Call } from '../call.ts';
import { invalidArn } from '../errors.ts';

interface StartedArn {
  readonly stateMachineArn: string;
  readonly testCase?: string;
}

/** Takes `ARN#CASE` apart, as Step Functions Local does; without a mock configuration it is no ARN, as on AWS. */
export function splitTestCase({ context: { mocks } }: Call, given: string): StartedArn {
  const hash = given.indexOf('#');
  if (hash < 0) return { stateMachineArn: given };
  if (mocks === undefined) throw invalidArn(`Invalid ARN prefix: ${given}`);
  return { stateMachineArn: given.slice(0, hash), testCase: given.slice(hash + 1) };
}

/** InvalidArn unless the mock configuration has this test case. */
export function checkTestCase({ context: { mocks } }: Call, stateMachineName: string, testCase: string): void {
  if (mocks?.has(stateMachineName, testCase) === true) return;
  throw invalidArn(`The mock configuration has no test case '${testCase}' for state machine '${stateMachineName}'`);
}
