import fc from 'fast-check';
import type { Pend, Snapshot } from '../../../lib/asl/machine/snapshot.ts';
import type { Stimulus, TaskStimulus } from '../../../lib/asl/machine/stimulus.ts';
import type { VirtualExecution } from './virtual-execution.ts';

/** One thing that the world does next; which call it is about is settled when it is done. */
interface Deed {
  readonly kind: 'answer' | 'fail' | 'beat' | 'repeat' | 'mislead' | 'wait' | 'stop';
  readonly pick: number;
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
    ),
    pick: fc.nat({ max: 1_000 }),
  }),
  { maxLength: 40 },
);

/** Delivers something, and says when. */
export type Deliver = (at: number, ...stimuli: readonly Stimulus[]) => Promise<unknown>;

/** Does the deeds, then answers whatever is still asked for until the execution ends. */
export async function live(execution: VirtualExecution, doing: readonly Deed[], deliver: Deliver): Promise<void> {
  const said: Stimulus[] = [];
  for (const deed of doing) {
    if (execution.end) return;
    const now = execution.snapshot.lastTimestamp;
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
  { kind, pick }: Deed,
  snapshot: Snapshot,
  said: readonly Stimulus[],
  now: number,
): Stimulus | undefined {
  if (kind === 'stop') return { type: 'stop', error: 'Enough' };
  if (kind === 'repeat') return said[pick % said.length];
  if (kind === 'mislead') {
    return { type: 'succeeded', pend: pick % (snapshot.nextPend + 2), attempt: pick % 4, output: '"for nobody"' };
  }
  const asked = [...snapshot.pends.values()].filter(({ call }) => call !== undefined);
  const pend = asked[pick % asked.length];
  return pend && answerTo(pend, kind, pick, now);
}

function answerTo(pend: Pend, kind: 'answer' | 'fail' | 'beat' | 'wait', pick: number, now: number): TaskStimulus {
  const address = { pend: pend.id, attempt: pend.attempt };
  if (kind === 'beat') return { type: 'heartbeat', ...address, at: now };
  if (pend.kind === 'activity' && pend.started !== true) {
    return pick % 2 ? { type: 'submitted', ...address, output: 'null' } : { type: 'activityStarted', ...address };
  }
  // Callbacks may overtake the answer of the call.
  const overtakes = pick % 5 === 1;
  if ((pend.kind === 'token' || pend.kind === 'sync') && pend.status !== 'waiting' && !overtakes) {
    if (kind === 'fail') return { type: 'refused', ...address, error: 'Refused', cause: 'By chance' };
    const child = pend.kind === 'sync' ? { child: `child-${pend.id}` } : {};
    return { type: 'submitted', ...address, output: `{"accepted":${pend.id}}`, ...child };
  }
  if (kind === 'fail')
    return pick % 2 ? { type: 'failed', ...address } : { type: 'failed', ...address, error: 'Broken' };
  return { type: 'succeeded', ...address, output: `{"made": ${pick}}` };
}
