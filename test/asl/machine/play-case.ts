import { expect } from 'vitest';
import type { StateMachineDefinition } from '../../../lib/asl/definition.ts';
import { accepts } from '../../../lib/asl/machine/apply-stimulus.ts';
import { compile } from '../../../lib/asl/machine/compile.ts';
import type { Stimulus } from '../../../lib/asl/machine/stimulus.ts';
import { bytesOfJson, inputTextOf, type Case, type CaseMessage } from './case.ts';
import { START_TIME } from './facts.ts';
import { beginVirtually, type MadeCall, type VirtualExecution } from './virtual-execution.ts';

/** Runs a case to its end, or until nothing more happens by itself. */
export async function playCase(given: Case, options: { readonly stored: boolean }): Promise<VirtualExecution> {
  const machine = compile(given.definition as unknown as StateMachineDefinition);
  const execution = await beginVirtually(machine, inputTextOf(given), options);
  for (const message of given.messages ?? []) await say(execution, message);
  for (let due = execution.due; due !== undefined; due = execution.due) await execution.deliver(due);
  return execution;
}

async function say(execution: VirtualExecution, message: CaseMessage): Promise<void> {
  const at = START_TIME + message.at * 1000;
  await execution.deliver(at);
  const stimulus = stimulusOf(message, execution.calls, at);
  const before = execution.events.length;
  const wanted = message.ignored !== true;
  if ('pend' in stimulus) expect(accepts(execution.snapshot, stimulus), JSON.stringify(message)).toBe(wanted);
  const { changed } = await execution.deliver(at, stimulus);
  expect(changed, JSON.stringify(message)).toBe(wanted);
  if (!wanted) expect(execution.events).toHaveLength(before);
}

function stimulusOf(message: CaseMessage, calls: readonly MadeCall[], now: number): Stimulus {
  if (message.type === 'stop' || message.type === 'redrive') return message;
  const { at, ignored, state, index, call: number, ...answer } = message;
  const made = calls.filter((call) => call.state === state && (index === undefined || call.index === index));
  const call = made[(number ?? made.length) - 1];
  if (!call) throw new Error(`${state} has not made this call: ${JSON.stringify(message)}`);
  const address = { pend: call.id, attempt: call.attempt };
  switch (answer.type) {
    case 'succeeded':
    case 'submitted': {
      const output = 'output' in answer ? JSON.stringify(answer.output) : bytesOfJson(answer.outputBytes);
      return { ...answer, ...address, output };
    }
    case 'heartbeat':
      return { ...answer, ...address, at: now };
    default:
      return { ...answer, ...address };
  }
}
