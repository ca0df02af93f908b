import type { Call } from '../call.ts';
import { operation } from '../operation.ts';
import { decodePageToken, encodePageToken } from '../paging/page-token.ts';
import { pageSizeOf } from '../paging/page.ts';
import { arn, pageSize, pageToken } from '../shapes/named-shapes.ts';
import { boolean, required } from '../shapes/shape.ts';
import { findExecution } from './find-execution.ts';
import { historyEvent } from './history-event.ts';
import type { HistoryPage } from './history-pages.ts';

const ACTION = 'GetExecutionHistory';
const EVENTS_PER_READ = 100;

/** Which events of which history. */
interface Range {
  readonly executionArn: string;
  readonly start: number;
  readonly step: 1 | -1;
  /** At most so many. */
  readonly limit: number;
  readonly lastEventId: number;
  readonly includeExecutionData: boolean;
}

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
    const { executionArn, includeExecutionData = true } = input;
    const { record, head } = await findExecution(call, executionArn);
    const { lastEventId } = head;
    const step = input.reverseOrder === true ? -1 : 1;
    const scope = [ACTION, executionArn, step];
    const first = step === 1 ? 1 : lastEventId;
    const start = input.nextToken === undefined ? first : (decodePageToken(call, scope, input.nextToken) as number);
    const range = { executionArn, start, step, limit: pageSizeOf(input), lastEventId, includeExecutionData } as const;
    // Names are given again after 90 days; the date tells their executions apart.
    const key = JSON.stringify([range, record.startDate]);
    const page = await call.historyPages.get(key, () => readPage(call, range));

    const next = start + step * page.count;
    const more = next >= 1 && next <= lastEventId;
    const token = more ? `,"nextToken":${JSON.stringify(encodePageToken(call, scope, next))}` : '';
    return `{"events":[${page.events}]${token}}`;
  },
);

/** Events from `start` on in steps of 1 or -1: at most `limit`, and no more once their details fill a page. */
async function readPage(call: Call, range: Range): Promise<HistoryPage> {
  const { executionArn, start, step, limit, lastEventId, includeExecutionData } = range;
  const texts: string[] = [];
  let chars = 0;
  for (let from = start; texts.length < limit && from >= 1 && from <= lastEventId;) {
    const count = Math.min(EVENTS_PER_READ, limit - texts.length);
    const to = Math.max(1, Math.min(lastEventId, from + step * (count - 1)));
    const read = await call.context.engine.history(executionArn, Math.min(from, to), Math.max(from, to));
    for (const event of step === 1 ? read : read.toReversed()) {
      chars += event.details?.length ?? 0;
      if (chars > call.limits.historyPageChars && texts.length > 0) return pageOf(texts);
      texts.push(historyEvent(event, includeExecutionData));
    }
    from = to + step;
  }
  return pageOf(texts);
}

function pageOf(texts: readonly string[]): HistoryPage {
  return { events: texts.join(','), count: texts.length };
}
