import type { EventDetails, HistoryEvent } from '../asl/history/events.ts';
import { Payload } from '../asl/payload.ts';
import type { EventChunk } from '../ports/execution-store.ts';
import { detailsMemberOf } from './details-member.ts';

/** A history event as the API answers it, but for the timestamp, which is in milliseconds. */
export interface HistoryEventText {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  /** The name of the details member (`taskScheduledEventDetails`), if this event has one. */
  readonly detailsMember?: string;
  /** JSON text of an object, whose payload members (input, output, parameters) are JSON texts within strings. */
  readonly details?: string;
}

/** The details of an event, parsed. */
export function detailsOf({ details = '{}' }: Pick<HistoryEventText, 'details'>): Readonly<Record<string, unknown>> {
  return JSON.parse(details) as Record<string, unknown>;
}

/*
 * A chunk is lines of fields between tabs, neither of which JSON text contains, so that a page of a history is put
 * together from pieces of JSON text and nothing of it is parsed:
 *
 *     <time of the first event, ms> <number of values>
 *     one value a line: the JSON text of what a details member may share with those of other events
 *     one event a line: <type> <previous event> <ms since the first> [<other details> [<member>:<value> …]]
 */

/** Members of details that are among the values. */
type SharedMember = 'input' | 'output' | 'parameters' | 'assignedVariables';

/** What follows these members: who asks for data is told that they were not truncated (spec: history, data flags). */
const FLAGS: Readonly<Record<SharedMember, string>> = {
  input: ',"inputDetails":{"truncated":false}',
  output: ',"outputDetails":{"truncated":false}',
  parameters: '',
  assignedVariables: ',"assignedVariablesDetails":{"truncated":false}',
};
const isShared = (member: string): member is SharedMember => Object.hasOwn(FLAGS, member);

/** Packs the consecutive events of one commit; undefined when there are none. */
export function encodeEvents(events: readonly HistoryEvent[]): EventChunk | undefined {
  const first = events[0];
  const last = events[events.length - 1];
  if (!first || !last) return undefined;
  const values: string[] = [];
  const places = new Map<unknown, number>();
  const lines = events.map(({ type, previousEventId, timestamp, details }) => {
    const line = `${type}\t${previousEventId}\t${timestamp - first.timestamp}`;
    return details ? `${line}\t${packed(details, values, places)}` : line;
  });
  const text = [`${first.timestamp}\t${values.length}`, ...values, ...lines].join('\n');
  return { firstId: first.id, lastId: last.id, text };
}

function packed(
  details: NonNullable<EventDetails[keyof EventDetails]>,
  values: string[],
  places: Map<unknown, number>,
): string {
  let others = '';
  let shared = '';
  for (const member in details) {
    const value = (details as Readonly<Record<string, unknown>>)[member];
    if (value === undefined) continue;
    if (!isShared(member)) others += `${others === '' ? '' : ','}"${member}":${JSON.stringify(value)}`;
    else {
      let place = places.get(value);
      if (place === undefined) {
        const text = JSON.stringify(value instanceof Payload ? value.text : value);
        places.set(value, (place = values.push(text) - 1));
      }
      shared += `\t${member}:${place}`;
    }
  }
  return `{${others}}${shared}`;
}

/** The values of a chunk, and a line for each of its events. */
function linesOf({ text }: EventChunk) {
  const lines = text.split('\n');
  const [time = '', count = ''] = (lines[0] ?? '').split('\t');
  return { lines, time: Number(time), firstLine: Number(count) + 1 };
}

/** Cuts a line into fields, one after the other: to split it into an array takes three times as long. */
function fieldsOf(line: string) {
  let from = 0;
  return (): string | undefined => {
    if (from > line.length) return undefined;
    const tab = line.indexOf('\t', from);
    const to = tab < 0 ? line.length : tab;
    const field = line.slice(from, to);
    from = to + 1;
    return field;
  };
}

/** The events of a chunk with `fromId` ≤ id ≤ `toId`. */
export function decodeEvents(chunk: EventChunk, fromId: number, toId: number): readonly HistoryEventText[] {
  const { lines, time, firstLine } = linesOf(chunk);
  const events: HistoryEventText[] = [];
  for (let id = Math.max(fromId, chunk.firstId); id <= Math.min(toId, chunk.lastId); id += 1) {
    const next = fieldsOf(lines[firstLine + id - chunk.firstId] ?? '');
    const type = next() ?? '';
    const previousEventId = Number(next());
    const timestamp = time + Number(next());
    const others = next();
    if (others === undefined) events.push({ id, previousEventId, timestamp, type });
    else {
      const details = detailsText(others, next, lines);
      events.push({ id, previousEventId, timestamp, type, detailsMember: detailsMemberOf(type), details });
    }
  }
  return events;
}

function detailsText(others: string, next: () => string | undefined, lines: readonly string[]): string {
  let text = others;
  for (let reference = next(); reference !== undefined; reference = next()) {
    const member = memberOf(reference);
    const comma = text.length > 2 ? ',' : '';
    text = `${text.slice(0, -1)}${comma}"${member}":${valueOf(reference, lines)}${FLAGS[member]}}`;
  }
  return text;
}

const memberOf = (reference: string) => reference.slice(0, reference.indexOf(':')) as SharedMember;
const valueOf = (reference: string, lines: readonly string[]) =>
  lines[Number(reference.slice(reference.indexOf(':') + 1)) + 1] ?? 'null';

/** The payload texts that the given events carry. */
export function payloadTexts(chunk: EventChunk, ids: ReadonlySet<number>): ReadonlyMap<number, string> {
  const { lines, firstLine } = linesOf(chunk);
  const found = new Map<number, string>();
  for (let id = chunk.firstId; id <= chunk.lastId; id += 1) {
    if (!ids.has(id)) continue;
    const references = (lines[firstLine + id - chunk.firstId] ?? '').split('\t').slice(4);
    const payload = references.find((reference) => memberOf(reference) !== 'assignedVariables');
    if (payload !== undefined) found.set(id, JSON.parse(valueOf(payload, lines)) as string);
  }
  return found;
}
