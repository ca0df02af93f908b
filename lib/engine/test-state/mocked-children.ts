import { StateFailure } from '../../asl/errors.ts';
import type { CompiledState } from '../../asl/machine/compile.ts';
import type { Failure, Frame } from '../../asl/machine/snapshot.ts';
import { Payload } from '../../asl/payload.ts';
import type { WorkingSet } from '../../asl/machine/working-set.ts';
import { fieldReader } from '../read-fields.ts';
import { exceedsTolerance, readMapFields } from './map-fields.ts';
import type { MapFields, Mock, StateTest } from './state-test.ts';

/** What a distributed Map fails with when more iterations failed than it tolerates (recorded). */
const TOLERANCE_EXCEEDED: Failure = {
  error: 'States.ExceedToleratedFailureThreshold',
  cause: 'The specified tolerated failure threshold was exceeded',
};

/** The frame of a Map or Parallel state after its children, none of which was run. */
interface AfterChildren {
  readonly frame: Frame;
  readonly map?: MapFields;
}

/** Reads the fields of a Map or Parallel state and lets its children come to what the mock says. */
export async function mockChildren(
  set: WorkingSet,
  frame: Frame,
  mock: Mock,
  { state, failedIterations, itemReaderData }: StateTest,
): Promise<AfterChildren> {
  try {
    if (state.unsupported) throw state.unsupported;
    if (!isMap(state)) {
      await fieldReader(set, frame.id)((visit) => visit.state.flow.workInput(visit));
      return { frame: after(frame, mock) };
    }
    const map = await readMapFields(set, frame.id, { state, mock, itemReaderData });
    const isLost = 'result' in mock && exceedsTolerance(map, failedIterations);
    return { frame: after(frame, isLost ? { failure: TOLERANCE_EXCEEDED } : mock), map };
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    // Nothing was entered, so the cause says nothing of the state and its event (recorded).
    return { frame: after(frame, { failure: { error: error.error, cause: error.detail } }) };
  }
}

function isMap(state: CompiledState): state is CompiledState<'Map'> {
  return state.type === 'Map';
}

function after(frame: Frame, mock: Mock): Frame {
  return 'result' in mock
    ? { ...frame, phase: 'succeeded', result: Payload.ofText(mock.result) }
    : { ...frame, phase: 'failed', failure: mock.failure };
}
