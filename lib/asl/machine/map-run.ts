import type { JsonObject } from '../json.ts';
import { Payload } from '../payload.ts';
import { isDistributed, itemProcessorOf } from '../states/distributed.ts';
import { itemCount } from '../states/map.ts';
import type { MapRunPlan } from '../states/map-run-plan.ts';
import type { MapRunStart } from '../states/outcome.ts';
import type { ExecutionFacts } from './facts.ts';
import { withinLimits } from './failure-limits.ts';
import { labelOf } from './map-label.ts';
import type { Failure, Frame, Pend } from './snapshot.ts';
import { uuidOf } from './uuid-of.ts';
import type { Visit } from './visit.ts';
import type { WorkingSet } from './working-set.ts';

/** The Resource of a pend that stands for a map run: no service, the engine itself conducts it. */
const MAP_RUN_RESOURCE = 'stepyard:mapRun';

/** A distributed Map is about to start its map run; fields that only the run needs are read in the next step (recorded). */
export function startMapState(set: WorkingSet, frame: Frame, { items, count }: MapRunStart): void {
  frame.previous = set.record('MapStateStarted', frame.previous, { length: count });
  if (items) frame.result = items;
  else delete frame.result;
  frame.phase = 'mapRun';
  set.enqueueFirst(frame.id);
}

/** Schedules the map run. Its plan is the pend's parameters, its items stay with the frame. */
export function startMapRun(set: WorkingSet, frame: Frame): void {
  const visit = set.visit(frame) as Visit<'Map'>;
  const { state } = visit;
  const label = labelOf(set.facts.stateMachineArn, state);
  const plan: MapRunPlan = {
    label,
    mapRunArn: mapRunArn(set.facts, label, set.nextPend),
    redriveCount: 0,
    executionType: itemProcessorOf(state.definition)?.ProcessorConfig?.ExecutionType ?? 'STANDARD',
    ...(frame.result === undefined ? {} : { itemCount: itemCount(frame.result) }),
    maxConcurrency: state.flow.concurrency(visit),
    ...state.flow.mapRunFields(visit),
  };
  frame.previous = set.record('MapRunStarted', frame.previous, { mapRunArn: plan.mapRunArn });
  schedule(set, frame, plan);
}

/** The same map run goes on with what failed in it (spec: Redrive). */
export function redriveMapRun(set: WorkingSet, frame: Frame): void {
  const before = frame.mapRun?.value as unknown as MapRunPlan;
  const plan = { ...before, redriveCount: before.redriveCount + 1 };
  const { mapRunArn, redriveCount } = plan;
  frame.previous = set.record('MapRunRedriven', frame.previous, { mapRunArn, redriveCount });
  schedule(set, frame, plan);
}

function schedule(set: WorkingSet, frame: Frame, plan: MapRunPlan): void {
  const parameters = Payload.ofText(Payload.ofValue(plan as unknown as JsonObject).text);
  frame.mapRun = parameters;
  frame.phase = 'blocked';
  set.addPend({
    frame: frame.id,
    attempt: frame.retries,
    kind: 'mapRun',
    status: 'scheduled',
    call: {
      resource: MAP_RUN_RESOURCE,
      parameters,
      scheduledAt: set.now,
      // Known from the start, so that whatever ends the state stops the run as well.
      child: plan.mapRunArn,
    },
  });
}

/** MapRunSucceeded and MapStateSucceeded are leaves: the state's exit points back to MapRunStarted (recorded). */
export function mapRunSucceeded(set: WorkingSet, pend: Pend, frame: Frame, output: Payload): void {
  set.settlePend(pend);
  delete frame.mapRun;
  const succeeded = set.record('MapRunSucceeded', frame.previous, undefined);
  set.record('MapStateSucceeded', succeeded, undefined);
  frame.result = output;
  frame.phase = 'succeeded';
  set.enqueue(frame.id);
}

export function mapRunFailed(set: WorkingSet, pend: Pend, frame: Frame, given: Failure): void {
  set.settlePend(pend);
  const { error, cause } = withinLimits(given);
  const failure = { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
  frame.previous = set.record('MapRunFailed', frame.previous, failure);
  frame.failure = { ...failure, inner: true };
  frame.phase = 'failed';
  set.enqueue(frame.id);
}

/** Does the frame wait for a map run? */
export function isInMapRun(set: WorkingSet, frame: Frame): boolean {
  return (
    frame.phase === 'blocked' &&
    isDistributed(set.state(frame).definition) &&
    set.pends().some((pend) => pend.kind === 'mapRun' && pend.frame === frame.id)
  );
}

/** `…:mapRun:NAME/LABEL:UUID`; the same whenever the same step is taken again. */
function mapRunArn({ executionArn, stateMachineArn }: ExecutionFacts, label: string, pend: number): string {
  const [machine = ''] = (stateMachineArn.split(':')[6] ?? '').split('/');
  const prefix = executionArn.split(':', 5).join(':');
  return `${prefix}:mapRun:${machine}/${label}:${uuidOf(`${executionArn}/${pend}`)}`;
}
