import type { Pend } from '../../asl/machine/snapshot.ts';
import type { TaskStimulus } from '../../asl/machine/stimulus.ts';
import type { Mock } from './state-test.ts';

/** What comes before the end of a task: a job or callback is submitted first, an activity task is then taken by a worker. */
const BEFORE_THE_END: { readonly [K in Pend['kind']]: readonly ('submitted' | 'activityStarted')[] } = {
  task: [],
  sync: ['submitted'],
  token: ['submitted'],
  activity: ['submitted', 'activityStarted'],
  mapRun: ['submitted'],
  wait: [],
  retry: [],
};

/** Everything that happens to a call whose end is mocked. */
export function mockedAnswers({ id, attempt, kind }: Pend, mock: Mock): readonly TaskStimulus[] {
  const to = { pend: id, attempt };
  const before = BEFORE_THE_END[kind].map((type): TaskStimulus => {
    return type === 'submitted' ? { type, ...to, output: 'null' } : { type, ...to };
  });
  const end: TaskStimulus =
    'result' in mock ? { type: 'succeeded', ...to, output: mock.result } : { type: 'failed', ...to, ...mock.failure };
  return [...before, end];
}
