import { StateFailure } from '../../asl/errors.ts';
import type { Failure, Frame } from '../../asl/machine/snapshot.ts';
import { Payload } from '../../asl/payload.ts';
import { exceedsTolerance, readMapFields } from './map-fields.ts';
import type { ReadFields } from '../read-fields.ts';
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
  frame: Frame,
  mock: Mock,
  { state: { definition }, failedIterations, itemReaderData }: StateTest,
  read: ReadFields,
): Promise<AfterChildren> {
  try {
    if (definition.Type !== 'Map') {
      await read((visit) => visit.state.flow.workInput(visit));
      return { frame: after(frame, mock) };
    }
    const map = await readMapFields(read, definition, mock, itemReaderData);
    const isLost = 'result' in mock && exceedsTolerance(map, failedIterations);
    return { frame: after(frame, isLost ? { failure: TOLERANCE_EXCEEDED } : mock), map };
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    // Nothing was entered, so the cause says nothing of the state and its event (recorded).
    return { frame: after(frame, { failure: { error: error.error, cause: error.detail } }) };
  }
}

function after(frame: Frame, mock: Mock): Frame {
  return 'result' in mock
    ? { ...frame, phase: 'succeeded', result: Payload.ofText(mock.result) }
    : { ...frame, phase: 'failed', failure: mock.failure };
}
