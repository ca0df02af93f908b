import { describe, expect, test } from 'vitest';
import type { EventDetails, EventType, HistoryEvent } from '../../lib/asl/history/events.ts';
import { Payload } from '../../lib/asl/payload.ts';
import { decodeEvents, detailsOf, encodeEvents, payloadTexts } from '../../lib/engine/history-codec.ts';
import type { EventChunk } from '../../lib/ports/execution-store.ts';

function event<T extends EventType>(id: number, type: T, details: EventDetails[T]): HistoryEvent {
  return { id, previousEventId: id - 1, timestamp: 1_700_000_000_000 + id, type, details };
}

function encoded(...events: HistoryEvent[]): EventChunk {
  const chunk = encodeEvents(events);
  if (!chunk) throw new Error('There are no events.');
  return chunk;
}

/** All events of a chunk as the API would show them. */
function shown(chunk: EventChunk) {
  return decodeEvents(chunk, 1, 99).map((read) => ({ ...read, details: detailsOf(read) }));
}

const NOT_TRUNCATED = { truncated: false };

describe('a chunk of events', () => {
  test('gives back every member, and says of data that they were not truncated', () => {
    const input = Payload.ofText('{ "order": 1 }');
    const chunk = encoded(
      event(7, 'PassStateEntered', { name: 'Check', input }),
      event(8, 'PassStateExited', { name: 'Check', output: input, assignedVariables: { total: '1.0' } }),
      event(9, 'TaskScheduled', {
        resourceType: 'lambda',
        resource: 'invoke',
        region: 'us-east-1',
        parameters: input,
        timeoutInSeconds: 5,
        heartbeatInSeconds: undefined,
      }),
      event(10, 'LambdaFunctionStarted', undefined),
      event(11, 'ExecutionFailed', {}),
    );
    expect([chunk.firstId, chunk.lastId]).toEqual([7, 11]);
    expect(shown(chunk)).toEqual([
      {
        id: 7,
        previousEventId: 6,
        timestamp: 1_700_000_000_007,
        type: 'PassStateEntered',
        detailsMember: 'stateEnteredEventDetails',
        details: { name: 'Check', input: '{ "order": 1 }', inputDetails: NOT_TRUNCATED },
      },
      {
        id: 8,
        previousEventId: 7,
        timestamp: 1_700_000_000_008,
        type: 'PassStateExited',
        detailsMember: 'stateExitedEventDetails',
        details: {
          name: 'Check',
          output: '{ "order": 1 }',
          outputDetails: NOT_TRUNCATED,
          assignedVariables: { total: '1.0' },
          assignedVariablesDetails: NOT_TRUNCATED,
        },
      },
      {
        id: 9,
        previousEventId: 8,
        timestamp: 1_700_000_000_009,
        type: 'TaskScheduled',
        detailsMember: 'taskScheduledEventDetails',
        details: {
          resourceType: 'lambda',
          resource: 'invoke',
          region: 'us-east-1',
          parameters: '{ "order": 1 }',
          timeoutInSeconds: 5,
        },
      },
      { id: 10, previousEventId: 9, timestamp: 1_700_000_000_010, type: 'LambdaFunctionStarted', details: {} },
      {
        id: 11,
        previousEventId: 10,
        timestamp: 1_700_000_000_011,
        type: 'ExecutionFailed',
        detailsMember: 'executionFailedEventDetails',
        details: {},
      },
    ]);
  });

  test.each([
    ['white space', '{\n\t"a":\r 1 }'],
    ['escapes', String.raw`{"a":"\t\n\u0000\"\\"}`],
    ['text of all planes', '{"ä":"日本 🎉\u2028"}'],
    ['half a surrogate pair', '{"a":"\uD83C"}'],
    ['a colon and a tab by name', '"input:0\\tinput:1"'],
  ])('keeps a payload with %s as it is', (_, text) => {
    const chunk = encoded(event(1, 'ExecutionSucceeded', { output: Payload.ofText(text) }));
    expect(shown(chunk)[0]?.details['output']).toBe(text);
    expect(payloadTexts(chunk, new Set([1]))).toEqual(new Map([[1, text]]));
  });

  test('keeps what else is in details as it is', () => {
    const cause = 'line\n\tline\r\n"quoted" \u0000';
    const chunk = encoded(event(1, 'ExecutionFailed', { error: 'A:B', cause }));
    expect(shown(chunk)[0]?.details).toEqual({ error: 'A:B', cause });
  });

  test('stores a payload once, however many events carry it', () => {
    const input = Payload.ofText(JSON.stringify('x'.repeat(1_000)));
    const chunk = encoded(
      event(1, 'PassStateEntered', { name: 'A', input }),
      event(2, 'PassStateExited', { name: 'A', output: input }),
      event(3, 'ExecutionSucceeded', { output: input }),
    );
    expect(chunk.text.length).toBeLessThan(1_300);
    expect(payloadTexts(chunk, new Set([1, 3])).size).toBe(2);
  });

  test.each([
    { from: 1, to: 99, ids: [4, 5, 6] },
    { from: 5, to: 5, ids: [5] },
    { from: 6, to: 9, ids: [6] },
    { from: 7, to: 9, ids: [] },
    { from: 1, to: 3, ids: [] },
  ])('has the events $ids of those from $from to $to', ({ from, to, ids }) => {
    const chunk = encoded(
      ...[4, 5, 6].map((id) => event(id, 'PassStateEntered', { name: `S${id}`, input: Payload.ofText('1') })),
    );
    expect(decodeEvents(chunk, from, to).map(({ id }) => id)).toEqual(ids);
  });
});

test('no events make no chunk', () => {
  expect(encodeEvents([])).toBeUndefined();
});
