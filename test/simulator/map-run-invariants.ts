import { readMapRun } from '../../lib/engine/map-run/stored-map-run.ts';
import type { Execution } from '../../lib/ports/execution-store.ts';
import { mapRunListPartition, type MapRun, type MapRunListEntry } from '../../lib/ports/map-run.ts';
import type { ResourceStore } from '../../lib/ports/resource-store.ts';
import type { Ledger } from './ledger.ts';

type Violated = (what: string) => void;

const COUNTED_AS = { SUCCEEDED: 'succeeded', FAILED: 'failed', TIMED_OUT: 'timedOut', ABORTED: 'aborted' } as const;

/** Everything that the map runs of an execution that ended promise. */
export async function checkMapRuns(ledger: Ledger, resources: ResourceStore, execution: Execution): Promise<void> {
  const { executionArn } = execution.record;
  const runs = await resources.list<MapRunListEntry>(mapRunListPartition(executionArn), { limit: 100 });
  for (const { body } of runs) {
    const run = (await readMapRun(resources, body.mapRunArn))?.body;
    const violated: Violated = (what) => ledger.violated(`${body.mapRunArn} of ${executionArn}: ${what}`);
    const { parts } = JSON.parse(execution.record.input) as { readonly parts: readonly unknown[] };
    if (run) checkMapRun(ledger, run, parts, violated);
  }
}

function checkMapRun(ledger: Ledger, run: MapRun, parts: readonly unknown[], violated: Violated): void {
  const children = [...ledger.executions.values()].filter(({ record }) => record.mapRun?.mapRunArn === run.mapRunArn);
  if (run.status === 'RUNNING') violated('never ended.');
  checkChildren(run, parts, children, violated);
  checkCounts(run, children, violated);
  if (run.status === 'SUCCEEDED') checkOutput(run, parts, children, violated);
}

/** Each item has its child; those that a map run does not know were stopped before they did anything. */
function checkChildren(
  run: MapRun,
  parts: readonly unknown[],
  children: readonly Execution[],
  violated: Violated,
): void {
  for (let index = 0; index < run.next; index += 1) {
    const mine = children.filter(({ record }) => record.mapRun?.index === index);
    const inputs = mine.map(({ record }) => record.input);
    if (inputs.join('|') !== JSON.stringify(parts[index]))
      violated(`item ${index} has children with ${inputs.join('|')}.`);
  }
  for (const { record, head } of children) {
    if (head.status === 'RUNNING') violated(`child ${record.mapRun?.index} runs.`);
  }
}

function checkCounts(run: MapRun, all: readonly Execution[], violated: Violated): void {
  const children = all.filter(({ record }) => (record.mapRun?.index ?? 0) < run.next);
  const expected: Record<string, number> = { total: run.next, running: 0, pendingRedrive: 0 };
  for (const [status, count] of Object.entries(COUNTED_AS)) {
    expected[count] = children.filter(({ head }) => head.status === status).length;
  }
  for (const counts of [run.executionCounts, run.itemCounts]) {
    for (const [name, count] of Object.entries(expected)) {
      const counted = counts[name as keyof typeof counts];
      if (counted !== count) violated(`counts ${counted} as ${name}, and there are ${count}.`);
    }
  }
}

/** The output has what became of each item, in their order. */
function checkOutput(
  { output = '[]', next }: MapRun,
  parts: readonly unknown[],
  children: readonly Execution[],
  violated: Violated,
): void {
  if (next !== parts.length) violated(`succeeded with ${next} of ${parts.length} items.`);
  const outputs = JSON.parse(output) as readonly unknown[];
  for (const { record, head } of children) {
    const entry = outputs[record.mapRun?.index ?? 0];
    const isThere =
      head.status === 'SUCCEEDED'
        ? JSON.stringify(entry) === head.output
        : (entry as { ExecutionArn?: unknown }).ExecutionArn === record.executionArn;
    if (!isThere) violated(`the output has ${JSON.stringify(entry)} for child ${record.mapRun?.index}.`);
  }
}
