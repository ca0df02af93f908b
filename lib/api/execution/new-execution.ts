import type { ExecutionRecord } from '../../ports/execution-store.ts';
import { executionArnOf } from '../arn/execution-arn.ts';
import { checkName } from '../arn/resource-name.ts';
import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import type { Call } from '../call.ts';
import { executionInput } from './execution-input.ts';
import { resolveStartTarget, type StartTarget } from './start-target.ts';
import { splitTestCase, statesOfTestCase, warnOfUnknownStates } from './test-case.ts';

interface StartRequest {
  readonly stateMachineArn: string;
  readonly name?: string;
  readonly input?: string;
  readonly traceHeader?: string;
}

/** Checks a request to start an execution and makes the record of the execution; a missing name becomes a UUID. */
export async function newExecution(
  call: Call,
  request: StartRequest,
): Promise<{ readonly target: StartTarget; readonly record: ExecutionRecord }> {
  const { stateMachineArn, testCase } = splitTestCase(call, request.stateMachineArn);
  parseStateMachineArn(stateMachineArn);
  if (request.name !== undefined) checkName(request.name);
  const input = executionInput(request.input);
  const target = await resolveStartTarget(call, stateMachineArn);
  const mockedStates = testCase === undefined ? [] : statesOfTestCase(call, target.machine.name, testCase);

  const { machine, revision, stateMachineVersionArn, stateMachineAliasArn } = target;
  const name = request.name ?? call.context.uuid();
  const traceHeader = call.traceHeader ?? request.traceHeader;
  const record: ExecutionRecord = {
    executionArn: executionArnOf(machine, revision.type, name, () => call.context.uuid()),
    stateMachineArn: machine.unqualified,
    name,
    revision: revision.id,
    input,
    startDate: call.context.clock.now(),
    ...(stateMachineVersionArn === undefined ? {} : { stateMachineVersionArn }),
    ...(stateMachineAliasArn === undefined ? {} : { stateMachineAliasArn }),
    ...(traceHeader === undefined ? {} : { traceHeader }),
    ...(testCase === undefined ? {} : { mockCase: testCase }),
  };
  call.about.executionArn = record.executionArn;
  warnOfUnknownStates(call, record, revision, mockedStates);
  return { target, record };
}
