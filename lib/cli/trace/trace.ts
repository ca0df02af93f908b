import type { HistoryEvent } from '@aws-sdk/client-sfn';
import type { Paint } from '../terminal.ts';
import { failureOf } from './failure-text.ts';
import { createVisits, depthOf, labelOf } from './visits.ts';
import type { Visit } from './visits.ts';

/** Counts as AWS's bill does: a transition for every state entered, and one more for every retry. */
interface Trace {
  /** The line that an event is worth, if any. */
  line(event: HistoryEvent): string | undefined;
  readonly transitions: number;
  readonly retries: number;
  /** The map runs that it has started; their child executions have transitions of their own. */
  readonly mapRunArns: readonly string[];
}

/** States whose end is worth a line of its own: those that take time. */
const SHOWN_ENDS: ReadonlySet<string> = new Set(['Task', 'Parallel', 'Map', 'Wait']);
const LABEL_WIDTH = 30;

/** Turns a history into lines: seconds since the start, a sign, the state, and what is to be said of it. */
export function createTrace(paint: Paint): Trace {
  const visitOf = createVisits();
  let startedAt: number | undefined;
  let transitions = 0;
  let retries = 0;
  const mapRunArns: string[] = [];

  const describe = (event: HistoryEvent, visit: Visit): readonly [sign: string, text: string] | undefined => {
    const type = event.type ?? '';
    const failure = failureOf(event);
    if (type.endsWith('StateEntered')) {
      transitions += 1;
      return [paint('grey', '>'), paint('grey', visit.type)];
    }
    if (failure !== undefined) {
      visit.failures += 1;
      return [paint('red', 'x'), paint('red', failure)];
    }
    if (type.endsWith('StateExited')) {
      if (!SHOWN_ENDS.has(visit.type)) return undefined;
      return [
        paint('green', '<'),
        paint('grey', `after ${seconds((event.timestamp?.getTime() ?? 0) - visit.enteredAt)} s`),
      ];
    }
    if (isRetry(type, visit)) {
      transitions += 1;
      retries += 1;
      return [paint('yellow', '~'), paint('yellow', `retry ${visit.failures}`)];
    }
    if (event.taskSubmittedEventDetails?.resource?.endsWith('.waitForTaskToken')) {
      return [paint('yellow', '?'), paint('yellow', 'waits for its callback')];
    }
    return undefined;
  };

  return {
    line(event) {
      const at = event.timestamp?.getTime() ?? 0;
      startedAt ??= at;
      const { mapRunArn } = event.mapRunStartedEventDetails ?? {};
      if (mapRunArn !== undefined) mapRunArns.push(mapRunArn);
      const visit = visitOf(event);
      const described = visit && describe(event, visit);
      if (!described) return undefined;
      const [sign, text] = described;
      const name = `${'  '.repeat(depthOf(visit))}${labelOf(visit)}`;
      return `${seconds(at - startedAt).padStart(8)} s  ${sign} ${paint('bold', name.padEnd(LABEL_WIDTH))} ${text}`;
    },
    get transitions() {
      return transitions;
    },
    get retries() {
      return retries;
    },
    mapRunArns,
  };
}

/** Another attempt starts where one has failed: the state is not entered again. */
function isRetry(type: string, { failures, type: state }: Visit): boolean {
  if (failures === 0) return false;
  if (state === 'Task') return /^(?:Task|LambdaFunction|Activity)Scheduled$/.test(type);
  return type === `${state}StateStarted`;
}

export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2);
}
