import type { HistoryEvent } from '../../../lib/asl/history/events.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { Payload } from '../../../lib/asl/payload.ts';
import { START_TIME } from './facts.ts';

/**
 * An event as a case writes it: `7<5 TaskStateEntered Charge @2.5` is number 7, points back to 5, is about the state
 * Charge and happened 2.5 seconds after the start. A case may leave out what it is about, and when it happened.
 * @param like the line it will be compared with
 */
export function lineOf(event: HistoryEvent, like: string | undefined): string {
  const { id, previousEventId, type, timestamp } = event;
  const asked = (like ?? '').split(' ').slice(2);
  const subject = asked.some((word) => !word.startsWith('@')) ? ` ${subjectOf(event)}` : '';
  const time = asked.some((word) => word.startsWith('@')) ? ` @${(timestamp - START_TIME) / 1000}` : '';
  return `${id}<${previousEventId} ${type}${subject}${time}`;
}

/** The state, and the number of the iteration if there is one. */
function subjectOf({ details }: HistoryEvent): string {
  const { name = '', index = '' } = (details ?? {}) as Readonly<Record<string, string | number | undefined>>;
  return `${name} ${index}`.trim();
}

/** The details as JSON: members that are not there left out, payloads as values, nothing at all as null. */
export function detailsOf({ details }: HistoryEvent): Json {
  const text = JSON.stringify(details ?? null, (_, value: unknown) => (value instanceof Payload ? value.value : value));
  return JSON.parse(text) as Json;
}
