import type { HistoryEventText } from '../../engine/history-codec.ts';
import type { Call } from '../call.ts';
import { operation } from '../operation.ts';
import { decodePageToken, encodePageToken } from '../paging/page-token.ts';
import { pageSizeOf } from '../paging/page.ts';
import { arn, pageSize, pageToken } from '../shapes/named-shapes.ts';
import { boolean, required } from '../shapes/shape.ts';
import { findExecution } from './find-execution.ts';
import { historyEvent } from './history-event.ts';

const ACTION = 'GetExecutionHistory';
const EVENTS_PER_READ = 100;

/**
 * A page may hold fewer events than asked for when their payloads are large. The answer is put together as text: events
 * are stored as pieces of JSON, and reading them only to write them again is most of what a page would cost.
 */
export const getExecutionHistory = operation(
  ACTION,
  {
    executionArn: required(arn),
    maxResults: pageSize,
    reverseOrder: boolean,
    nextToken: pageToken,
    includeExecutionData: boolean,
  },
  async (input, call) => {
    const { head } = await findExecution(call, input.executionArn);
    const step = input.reverseOrder === true ? -1 : 1;
    const scope = [ACTION, input.executionArn, step];
    const first = step === 1 ? 1 : head.lastEventId;
    const start = input.nextToken === undefined ? first : (decodePageToken(call, scope, input.nextToken) as number);
    const events = await readEvents(call, input.executionArn, start, step, pageSizeOf(input), head.lastEventId);

    const next = start + step * events.length;
    const more = next >= 1 && next <= head.lastEventId;
    const texts = events.map((event) => historyEvent(event, input.includeExecutionData !== false));
    const token = more ? `,"nextToken":${JSON.stringify(encodePageToken(call, scope, next))}` : '';
    return `{"events":[${texts.join(',')}]${token}}`;
  },
);

/** Events from `start` on in steps of 1 or -1: at most `limit`, and no more once their details fill a page. */
async function readEvents(
  call: Call,
  executionArn: string,
  start: number,
  step: 1 | -1,
  limit: number,
  lastEventId: number,
): Promise<readonly HistoryEventText[]> {
  const events: HistoryEventText[] = [];
  let chars = 0;
  for (let from = start; events.length < limit && from >= 1 && from <= lastEventId;) {
    const count = Math.min(EVENTS_PER_READ, limit - events.length);
    const to = Math.max(1, Math.min(lastEventId, from + step * (count - 1)));
    const read = await call.context.engine.history(executionArn, Math.min(from, to), Math.max(from, to));
    for (const event of step === 1 ? read : read.toReversed()) {
      chars += event.details?.length ?? 0;
      if (chars > call.limits.historyPageChars && events.length > 0) return events;
      events.push(event);
    }
    from = to + step;
  }
  return events;
}
