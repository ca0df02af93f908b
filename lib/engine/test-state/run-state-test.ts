import { ErrorName } from '../../asl/errors.ts';
import { advance } from '../../asl/machine/advance.ts';
import { nextDue, type End, type Snapshot } from '../../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../../asl/machine/stimulus.ts';
import { WorkingSet } from '../../asl/machine/working-set.ts';
import type { HttpExchange } from '../../ports/http-exchange.ts';
import { Calls } from '../calls.ts';
import type { EngineContext } from '../context.ts';
import { factsOf } from '../facts.ts';
import { makeCalls, scheduledCalls, type UnstoredExecution } from '../unstored-execution.ts';
import { mockedAnswers } from './mocked-answers.ts';
import { mockChildren } from './mocked-children.ts';
import { createRecording, type Recording } from './recording.ts';
import type { Mock, StateTest, StateTestResult } from './state-test.ts';
import { machineOf, testedFrame, testedSnapshot } from './tested-snapshot.ts';

/** The longest that a state may be tested (spec: quotas). */
const TEST_TIMEOUT_MS = 300_000;

/** Runs one state through the core of real executions, up to where it is left, fails or would be tried again. */
export async function runStateTest(
  context: EngineContext,
  test: StateTest,
  signal: AbortSignal,
): Promise<StateTestResult> {
  const { record, revision, state, mock, contextObject } = test;
  const recording = createRecording();
  const facts = { ...factsOf(record, revision, context.tokenKey, undefined), contextObject };
  const machine = { revision, compiled: machineOf(state) };
  const entered = testedFrame(test, facts);
  const snapshot = testedSnapshot(machine.compiled, facts, entered);
  const set = new WorkingSet(machine.compiled, facts, snapshot, record.startDate, recording.observer);
  const isMocked = mock !== undefined && (state.type === 'Map' || state.type === 'Parallel');
  const { frame, map } = isMocked ? await mockChildren(set, entered, mock, test) : { frame: entered };
  const first = { ...snapshot, frames: new Map([[frame.id, frame]]) };
  const execution = { record, machine, facts, deadline: record.startDate + TEST_TIMEOUT_MS };
  let exchange: HttpExchange | undefined;
  const inspected = inspecting(context, (seen) => (exchange = seen));
  const end = await run(inspected, execution, first, mock, recording, signal);
  return { ...resultOf(test, recording, end), ...(map && { map }), ...(exchange && { exchange }) };
}

/** The engine's context, but every call tells what an HTTP Task sent and got. */
function inspecting(context: EngineContext, inspect: (exchange: HttpExchange) => void): EngineContext {
  const { tasks } = context;
  return { ...context, tasks: { ...tasks, call: (request, signal) => tasks.call({ ...request, inspect }, signal) } };
}

/**
 * Takes one step at a time, because there is no state after this one.
 * @returns undefined when the state was left or is to be tried again
 */
async function run(
  context: EngineContext,
  execution: UnstoredExecution,
  first: Snapshot,
  mock: Mock | undefined,
  recording: Recording,
  signal: AbortSignal,
): Promise<End | undefined> {
  const { machine, facts, deadline } = execution;
  const calls = new Calls(context);
  let snapshot = first;
  let stimuli: readonly TaskStimulus[] = [];
  try {
    for (;;) {
      const now = context.clock.now();
      const advanced = await advance(machine.compiled, facts, snapshot, stimuli, now, 1, recording.observer);
      if (recording.exit !== undefined || willRetry(recording)) return undefined;
      if (advanced.end) return advanced.end;
      if (signal.aborted || now >= deadline) return { status: 'FAILED', error: ErrorName.timeout };
      snapshot = advanced.snapshot;
      stimuli = [];
      if (snapshot.runQueue.length > 0) continue;
      stimuli = mock === undefined ? [] : scheduledCalls(snapshot).flatMap((pend) => mockedAnswers(pend, mock));
      if (stimuli.length > 0) continue;
      snapshot = await makeCalls(execution, calls, snapshot);
      stimuli = await calls.next(Math.max(0, Math.min(nextDue(snapshot) ?? deadline, deadline) - context.clock.now()));
    }
  } finally {
    calls.abortAll();
  }
}

function willRetry({ handling }: Recording): boolean {
  return handling.retryBackoffIntervalSeconds !== undefined;
}

function resultOf(test: StateTest, recording: Recording, end: End | undefined): StateTestResult {
  const { exit, failure, handling: errorDetails, data } = recording;
  const assigned = Object.entries(exit?.assigned ?? {}).map(([name, { value }]) => [name, value] as const);
  const seen = { data, errorDetails, variables: { ...test.variables, ...Object.fromEntries(assigned) } };
  if (exit !== undefined) {
    const left = { ...seen, output: exit.output.text, nextState: exit.next };
    if (errorDetails.catchIndex === undefined) return { ...left, status: 'SUCCEEDED' };
    return { ...left, status: 'CAUGHT_ERROR', error: failure?.error, cause: failure?.cause };
  }
  if (end === undefined) return { ...seen, status: 'RETRIABLE', error: failure?.error, cause: failure?.cause };
  const { error, cause } = end.status === 'SUCCEEDED' ? {} : end;
  return { ...seen, status: 'FAILED', error, cause };
}
