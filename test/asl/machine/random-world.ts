import fc from 'fast-check';
import type { Pend, Snapshot } from '../../../lib/asl/machine/snapshot.ts';
import type { Stimulus, TaskStimulus } from '../../../lib/asl/machine/stimulus.ts';
import type { VirtualExecution } from './virtual-execution.ts';

/** One thing that the world does next; which call it is about is settled when it is done. */
export interface Deed {
  readonly kind: 'answer' | 'fail' | 'beat' | 'repeat' | 'mislead' | 'wait' | 'stop' | 'redrive';
  readonly pick: number;
  /** What a task answers, as JSON text. */
  readonly output?: string;
}

/** What happens to a workflow, in any order: answers, failures, repetitions, answers for nobody, time that goes by. */
export const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    kind: fc.oneof(
      {
        weight: 12,
        arbitrary: fc.constantFrom('answer' as const, 'answer' as const, 'fail' as const, 'wait' as const),
      },
      { weight: 6, arbitrary: fc.constantFrom('beat' as const, 'repeat' as const, 'mislead' as const) },
      { weight: 1, arbitrary: fc.constantFrom('wait' as const, 'wait' as const, 'stop' as const) },
      { weight: 1, arbitrary: fc.constant('redrive' as const) },
    ),
    pick: fc.nat({ max: 1_000 }),
  }),
  { maxLength: 40 },
);

/** Delivers something, and says when. */
export type Deliver = (at: number, ...stimuli: readonly Stimulus[]) => Promise<unknown>;

/** Does the deeds, to what runs or can be redriven; then answers whatever is still asked for until the execution ends. */
export async function live(execution: VirtualExecution, doing: readonly Deed[], deliver: Deliver): Promise<void> {
  const said: Stimulus[] = [];
  for (const deed of doing) {
    const now = execution.snapshot.lastTimestamp;
    if (execution.end && deed.kind !== 'redrive') continue;
    if (deed.kind === 'wait') await deliver(execution.due ?? now + 1000);
    else {
      const stimulus = stimulusOf(deed, execution.snapshot, said, now);
      if (stimulus) await deliver(now + (deed.pick % 3) * 500, stimulus);
      if (stimulus) said.push(stimulus);
    }
  }
  for (let left = 5_000; !execution.end; left -= 1) {
    if (left === 0) throw new Error('The execution does not end.');
    const { snapshot, due } = execution;
    const stimulus = stimulusOf({ kind: 'answer', pick: 0 }, snapshot, said, snapshot.lastTimestamp);
    if (stimulus) await deliver(snapshot.lastTimestamp, stimulus);
    else if (due !== undefined) await deliver(due);
    else throw new Error('The execution waits for nothing.');
  }
}

function stimulusOf(
  { kind, pick, output }: Deed,
  snapshot: Snapshot,
  said: readonly Stimulus[],
  now: number,
): Stimulus | undefined {
  if (kind === 'stop') return { type: 'stop', error: 'Enough' };
  if (kind === 'redrive') return { type: 'redrive' };
  if (kind === 'repeat') return said[pick % said.length];
  if (kind === 'mislead') {
    return { type: 'succeeded', pend: pick % (snapshot.nextPend + 2), attempt: pick % 4, output: '"for nobody"' };
  }
  const asked = [...snapshot.pends.values()].filter(({ call }) => call !== undefined);
  const pend = asked[pick % asked.length];
  return pend && answerTo(pend, kind, { pick, now, output });
}

function answerTo(
  pend: Pend,
  kind: 'answer' | 'fail' | 'beat' | 'wait',
  { pick, now, output }: { readonly pick: number; readonly now: number; readonly output: string | undefined },
): TaskStimulus {
  const address = { pend: pend.id, attempt: pend.attempt };
  if (kind === 'beat') return { type: 'heartbeat', ...address, at: now };
  if (pend.kind === 'activity' && pend.started !== true) {
    return pick % 2 ? { type: 'submitted', ...address, output: 'null' } : { type: 'activityStarted', ...address };
  }
  if (pend.call?.job !== undefined && pick % 3 === 2 && kind !== 'fail') {
    return { type: 'stillRunning', ...address, unfinished: { job: { look: pick }, lookInMs: 1_000 } };
  }
  // Callbacks may overtake the answer of the call.
  const overtakes = pick % 5 === 1;
  const isAccepted = pend.status === 'waiting' || pend.call?.job !== undefined;
  if ((pend.kind === 'token' || pend.kind === 'sync') && !isAccepted && !overtakes) {
    if (kind === 'fail') return { type: 'refused', ...address, error: 'Refused', cause: 'By chance' };
    return {
      type: 'submitted',
      ...address,
      output: `{"accepted":${pend.id}}`,
      ...(pend.kind === 'sync' && started(pend, pick)),
    };
  }
  if (kind === 'fail')
    return pick % 2 ? { type: 'failed', ...address } : { type: 'failed', ...address, error: 'Broken' };
  return { type: 'succeeded', ...address, output: output ?? `{"made": ${pick}}` };
}

/** A nested execution, or a job that somebody has to look at. */
function started(
  { id }: Pend,
  pick: number,
): Pick<Extract<TaskStimulus, { type: 'submitted' }>, 'child' | 'unfinished'> {
  return pick % 2 ? { child: `child-${id}` } : { unfinished: { job: { look: 0 }, lookInMs: 1_000 } };
}
