import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { StateMachineDefinition } from '../../../lib/asl/definition.ts';
import { advance } from '../../../lib/asl/machine/advance.ts';
import { compile } from '../../../lib/asl/machine/compile.ts';
import { encodeSnapshot } from '../../../lib/asl/machine/snapshot-codec.ts';
import type { Snapshot } from '../../../lib/asl/machine/snapshot.ts';
import type { Stimulus } from '../../../lib/asl/machine/stimulus.ts';
import { validateDefinition } from '../../../lib/asl/validate/validate-definition.ts';
import { detailsOf } from './event-lines.ts';
import { factsOf } from './facts.ts';
import { withoutClockAndChance } from './no-clock-no-chance.ts';
import { deeds, live } from './random-world.ts';
import { workflow, WORKFLOW_INPUT } from './random-workflow.ts';
import { beginVirtually, type VirtualExecution } from './virtual-execution.ts';
import { expectWellFormed } from './well-formed.ts';

/** Drawn before the tests take chance away; fast-check reports it when a property does not hold. */
const parameters = { seed: Math.floor(Math.random() * 2 ** 31), numRuns: 300 };
const input = JSON.stringify(WORKFLOW_INPUT);

withoutClockAndChance();

const machine = workflow.map((definition) => compile(definition as unknown as StateMachineDefinition));

test('the random workflows are such as the service accepts', () => {
  fc.assert(
    fc.property(workflow, (definition) => {
      const { diagnostics } = validateDefinition(JSON.stringify(definition), 'STANDARD');
      expect(diagnostics.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    }),
    parameters,
  );
});

test('whatever happens in whatever order, a workflow ends, once for each redrive, and its history is one tree', async () => {
  await fc.assert(
    fc.asyncProperty(machine, deeds, async (compiled, doing) => {
      const execution = await beginVirtually(compiled, input);
      await live(execution, doing, (at, ...stimuli) => execution.deliver(at, ...stimuli));
      expectWellFormed(execution.events);
      const times = execution.events.map(({ timestamp }) => timestamp);
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      expect(execution.snapshot).toMatchObject({ runQueue: [], pends: new Map() });
      expect(execution.snapshot.frames.size === 0).toBe(execution.end?.status === 'SUCCEEDED');
    }),
    parameters,
  );
});

test('a workflow that is written down and read back after every step goes the same way', async () => {
  await fc.assert(
    fc.asyncProperty(machine, deeds, async (compiled, doing) => {
      const one = await beginVirtually(compiled, input, { budget: Infinity });
      const other = await beginVirtually(compiled, input, { budget: 1, stored: true });
      await live(one, doing, async (at, ...stimuli) => {
        await one.deliver(at, ...stimuli);
        await other.deliver(at, ...stimuli);
      });
      expect(recorded(other)).toEqual(recorded(one));
    }),
    parameters,
  );
});

test('advancing leaves the snapshot that it was given as it was, and does the same when it is repeated', async () => {
  await fc.assert(
    fc.asyncProperty(machine, deeds, fc.constantFrom(1, 3, 1000), async (compiled, doing, budget) => {
      const facts = factsOf(input);
      const advanceTwice = async (snapshot: Snapshot, at: number, stimuli: readonly Stimulus[]) => {
        const before = encodeSnapshot(snapshot);
        const first = await advance(compiled, facts, snapshot, stimuli, at, budget);
        expect(encodeSnapshot(snapshot)).toBe(before);
        const second = await advance(compiled, facts, snapshot, stimuli, at, budget);
        expect(encodeSnapshot(second.snapshot)).toBe(encodeSnapshot(first.snapshot));
        expect(second.events).toEqual(first.events);
        return first.snapshot;
      };
      const execution = await beginVirtually(compiled, input, { budget });
      await live(execution, doing, async (at, ...stimuli) => {
        let next = await advanceTwice(execution.snapshot, at, stimuli);
        while (next.runQueue.length > 0) next = await advanceTwice(next, at, []);
        await execution.deliver(at, ...stimuli);
      });
    }),
    parameters,
  );
});

test('something said to somebody who no longer listens changes nothing', async () => {
  await fc.assert(
    fc.asyncProperty(machine, deeds, async (compiled, doing) => {
      const execution = await beginVirtually(compiled, input);
      const said: Stimulus[] = [];
      await live(execution, doing, async (at, ...stimuli) => {
        await execution.deliver(at, ...stimuli);
        said.push(...stimuli);
      });
      const events = execution.events.length;
      for (const stimulus of said.filter((each) => 'pend' in each)) {
        const late = await execution.deliver(execution.snapshot.lastTimestamp + 1000, stimulus);
        expect(late).toEqual({ changed: false });
      }
      expect(execution.events).toHaveLength(events);
    }),
    parameters,
  );
});

function recorded({ events, end, cancellations }: VirtualExecution) {
  const { status } = end ?? {};
  return {
    events: events.map((event) => ({ ...event, details: detailsOf(event) })),
    end: end?.status === 'SUCCEEDED' ? { status, output: end.output.text } : end,
    cancellations,
  };
}
