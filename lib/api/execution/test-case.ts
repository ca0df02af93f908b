import type { StateMachineDefinition } from '../../asl/definition.ts';
import { parseJson } from '../../asl/json-text/parse-json.ts';
import { compile } from '../../asl/machine/compile.ts';
import type { ExecutionRecord } from '../../ports/execution-store.ts';
import type { Revision } from '../../ports/revision.ts';
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

/** The names of the states that a test case mocks; InvalidArn unless the mock configuration has the case. */
export function statesOfTestCase(
  { context: { mocks } }: Call,
  stateMachineName: string,
  testCase: string,
): readonly string[] {
  const states = mocks?.mockedStates(stateMachineName, testCase);
  if (states) return states;
  throw invalidArn(`The mock configuration has no test case '${testCase}' for state machine '${stateMachineName}'`);
}

/** A state that is only in the test case never gets its answer: most likely one of the two has been renamed. */
export function warnOfUnknownStates(
  { context }: Call,
  { executionArn, mockCase = '' }: ExecutionRecord,
  { definition }: Revision,
  mockedStates: readonly string[],
): void {
  if (mockedStates.length === 0) return;
  const tasks = taskNames(definition);
  for (const name of mockedStates.filter((state) => !tasks.has(state))) {
    const testCase = `The test case '${mockCase}' of ${context.mocks?.source ?? ''}`;
    const message = `${testCase} mocks '${name}', but the definition has no Task state of this name`;
    context.log({ level: 'warning', message, executionArn });
  }
}

function taskNames(definition: string): ReadonlySet<string> {
  const { blocks } = compile(parseJson(definition) as unknown as StateMachineDefinition);
  const states = blocks.flatMap((block) => [...block.states.values()]);
  return new Set(states.filter(({ type }) => type === 'Task').map(({ name }) => name));
}
