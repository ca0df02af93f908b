import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { failureText } from '../../lib/cli/trace/failure-text.ts';
import { createTrace } from '../../lib/cli/trace/trace.ts';

type Details = Omit<HistoryEvent, 'id' | 'previousEventId' | 'timestamp' | 'type'>;

/** A history, one event a second: what it points back to, its type, its details. */
function linesOf(
  ...events: readonly (readonly [previousEventId: number, type: HistoryEvent['type'], details?: Details])[]
) {
  const trace = createTrace((_, text) => text);
  const lines = events.map(([previousEventId, type, details], index) =>
    trace.line({ id: index + 1, previousEventId, type, timestamp: new Date(index * 1000), ...details }),
  );
  return {
    trace,
    lines: lines.filter((line) => line !== undefined).map((line) => line.trim().replace(/(?<=\S) +/g, ' ')),
  };
}

const entered = (name: string) => ({ stateEnteredEventDetails: { name } });
const call = { resource: 'invoke', resourceType: 'lambda' };
const exited = (name: string) => ({ stateExitedEventDetails: { name } });

describe('the trace of an execution', () => {
  test('names the iterations of a Map, however they interleave', () => {
    const { lines } = linesOf(
      [0, 'ExecutionStarted'],
      [0, 'MapStateEntered', entered('All')],
      [2, 'MapStateStarted', { mapStateStartedEventDetails: { length: 2 } }],
      [3, 'MapIterationStarted', { mapIterationStartedEventDetails: { name: 'All', index: 0 } }],
      [3, 'MapIterationStarted', { mapIterationStartedEventDetails: { name: 'All', index: 1 } }],
      [4, 'WaitStateEntered', entered('Rest')],
      [5, 'WaitStateEntered', entered('Rest')],
      [7, 'WaitStateExited', exited('Rest')],
      [6, 'WaitStateExited', exited('Rest')],
      [9, 'MapIterationSucceeded'],
      [9, 'MapStateSucceeded'],
      [9, 'MapStateExited', exited('All')],
      [12, 'SucceedStateEntered', entered('Done')],
    );
    expect(lines).toEqual([
      '1.00 s > All Map',
      '5.00 s > Rest [0] Wait',
      '6.00 s > Rest [1] Wait',
      '7.00 s < Rest [1] after 1.00 s',
      '8.00 s < Rest [0] after 3.00 s',
      '11.00 s < All after 10.00 s',
      '12.00 s > Done Succeed',
    ]);
  });

  test('shows failed attempts and retries, and counts them as AWS’s bill does', () => {
    const { lines, trace } = linesOf(
      [0, 'ExecutionStarted'],
      [0, 'TaskStateEntered', entered('Call')],
      [2, 'TaskScheduled'],
      [3, 'TaskFailed', { taskFailedEventDetails: { ...call, error: 'E', cause: '{"errorMessage":"why"}' } }],
      [4, 'TaskScheduled'],
      [5, 'TaskTimedOut', { taskTimedOutEventDetails: { ...call, error: 'States.Timeout' } }],
      [6, 'TaskScheduled'],
      [7, 'TaskSucceeded'],
      [8, 'TaskStateExited', exited('Call')],
    );
    expect(lines).toEqual([
      '1.00 s > Call Task',
      '3.00 s x Call E: why',
      '4.00 s ~ Call retry 1',
      '5.00 s x Call States.Timeout',
      '6.00 s ~ Call retry 2',
      '8.00 s < Call after 7.00 s',
    ]);
    expect({ transitions: trace.transitions, retries: trace.retries }).toEqual({ transitions: 3, retries: 2 });
  });

  test('shows who waits for a callback', () => {
    const resource = 'invoke.waitForTaskToken';
    const { lines } = linesOf(
      [0, 'ExecutionStarted'],
      [0, 'TaskStateEntered', entered('Ask')],
      [2, 'TaskSubmitted', { taskSubmittedEventDetails: { resource, resourceType: 'lambda' } }],
    );
    expect(lines).toEqual(['1.00 s > Ask Task', '2.00 s ? Ask waits for its callback']);
  });

  test.each([
    [{ error: 'E', cause: 'why' }, 'E: why'],
    [{ error: 'E' }, 'E'],
    [{ cause: 'why' }, 'no error name: why'],
    [{}, 'no error name'],
    [{ error: 'E', cause: '{"errorMessage":"why","trace":[]}' }, 'E: why'],
    [{ error: 'E', cause: '{"other":1}' }, 'E: {"other":1}'],
  ])('%j reads %s', (failure, text) => {
    expect(failureText(failure)).toBe(text);
  });
});
