import type { EventId } from '../history/events.ts';
import { isInMapRun } from './map-run.ts';
import type { Frame } from './snapshot.ts';
import type { WorkingSet } from './working-set.ts';

/**
 * Ends all children of a failed Parallel or Map state, the one that failed first. All these events point back to the
 * failing event and nothing points to them (recorded: a Task that failed is aborted as well, a Fail state is not).
 * The state remembers them: if nobody retries or catches the failure, a redrive goes on with them.
 */
export function abortChildren(set: WorkingSet, parent: Frame, cause: EventId, failed?: Frame): void {
  const join = set.join(parent);
  const { children, items } = join;
  const frames = children.map((id) => set.frame(id));
  const siblings = frames.filter((frame) => frame !== failed);
  for (const child of failed ? [failed, ...siblings] : siblings) {
    if (items) {
      set.record(child === failed ? 'MapIterationFailed' : 'MapIterationAborted', cause, {
        name: parent.state,
        index: child.index,
      });
    }
    abort(set, child, cause, child === failed);
  }
  delete parent.join;
  parent.aborted = { join, children: frames };
}

function abort(set: WorkingSet, frame: Frame, cause: EventId, failed: boolean): void {
  const { type } = set.state(frame);
  if (frame.join) abortChildren(set, frame, cause);
  if (isInMapRun(set, frame)) set.record('MapRunAborted', cause, undefined);
  if (frame.phase !== 'enter') {
    if (type === 'Task') set.record('TaskStateAborted', cause, undefined);
    else if (!failed && (type === 'Wait' || type === 'Map' || type === 'Parallel')) {
      set.record(`${type}StateAborted`, cause, undefined);
    }
  }
  set.removeFrame(frame.id);
}
