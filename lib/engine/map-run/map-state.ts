import type { Frame, Pend } from '../../asl/machine/snapshot.ts';
import { WorkingSet } from '../../asl/machine/working-set.ts';
import type { Visit } from '../../asl/machine/visit.ts';
import type { MapRunPlan } from '../../asl/states/map-run-plan.ts';
import type { MapItem } from '../../asl/machine/context-object.ts';
import { StateFailure } from '../../asl/errors.ts';
import type { Json } from '../../asl/json.ts';
import type { Payload } from '../../asl/payload.ts';
import type { ExecutionRecord } from '../../ports/execution-store.ts';
import type { MapRun } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { fillPayloads, loadExecution, type LoadedExecution } from '../loaded-execution.ts';
import { fieldReader } from '../read-fields.ts';

/** The Map state that a map run works for, as it stands in its execution. */
export interface MapState {
  readonly record: ExecutionRecord;
  readonly plan: MapRunPlan;
  /** Where the states of the item processor are in the compiled machine. */
  readonly block: number;
  readonly name: string;
  /** The array or object that is mapped over; undefined where an ItemReader reads it. */
  readonly items: Json | undefined;
  /** What ItemSelector makes of an item. Rejects with a StateFailure worded as the state's own. */
  inputOf(item: MapItem): Promise<Payload>;
}

/** Undefined when nobody waits for the map run any more. */
export async function loadMapState(context: EngineContext, run: MapRun): Promise<MapState | undefined> {
  const execution = await context.executions.get(run.executionArn);
  if (execution?.head.status !== 'RUNNING') return undefined;
  const loaded = await loadExecution(context, execution);
  const pend = loaded.snapshot.pends.get(run.pend);
  const frame = pend && loaded.snapshot.frames.get(pend.frame);
  if (!pend || !frame || pend.attempt !== run.attempt) return undefined;
  await fillPayloads(context.executions, loaded, loaded.missing);
  return mapStateOf(context, loaded, pend, frame);
}

function mapStateOf(context: EngineContext, loaded: LoadedExecution, pend: Pend, frame: Frame): MapState {
  const { machine, facts, snapshot, execution } = loaded;
  const set = new WorkingSet(machine.compiled, facts, snapshot, context.clock.now());
  const read = fieldReader(set, frame.id);
  return {
    record: execution.record,
    plan: pend.call?.parameters.value as unknown as MapRunPlan,
    block: set.state(frame).blocks[0] ?? 0,
    name: frame.state,
    items: frame.result?.value,
    async inputOf(item) {
      // Every item draws chance of its own, and the same whenever its input is made again.
      set.nextEvent = -1 - item.index;
      try {
        return await read((visit) => visit.state.flow.itemInput(visit as Visit<'Map'>, item));
      } catch (error) {
        throw error instanceof StateFailure ? asStateFailure(frame, error) : error;
      }
    },
  };
}

function asStateFailure({ state, entered }: Frame, { error, detail }: StateFailure): StateFailure {
  const where = `An error occurred while executing the state '${state}' (entered at the event id #${entered}).`;
  return new StateFailure(error, `${where} ${detail}`);
}
