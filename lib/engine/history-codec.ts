import type { EventDetails, HistoryEvent } from '../asl/history/events.ts';
import { Payload } from '../asl/payload.ts';
import type { EventChunk } from '../ports/execution-store.ts';

/** A history event as the API answers it, but for the timestamp, which is in milliseconds. */
export interface HistoryEventText {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  /** The name of the details member (`taskScheduledEventDetails`), if this event has one. */
  readonly detailsMember?: string;
  /** Payload members (input, output, parameters, …) are JSON texts. */
  readonly details?: { readonly [member: string]: unknown };
}

/** Members of details that hold a payload; in a chunk they are indexes into its texts, so that each is stored once. */
const payloadMembers = ['input', 'output', 'parameters'] as const;

type Row = readonly [type: string, previous: number, sinceFirst: number, details?: Record<string, unknown>];

interface EncodedChunk {
  /** Time of the first event, milliseconds since the epoch. */
  readonly time: number;
  readonly texts: readonly string[];
  readonly events: readonly Row[];
}

/** Packs the consecutive events of one commit; undefined when there are none. */
export function encodeEvents(events: readonly HistoryEvent[]): EventChunk | undefined {
  const first = events[0];
  const last = events[events.length - 1];
  if (!first || !last) return undefined;
  const texts: string[] = [];
  const places = new Map<Payload, number>();
  const rows = events.map((event): Row => {
    const { type, previousEventId, timestamp, details } = event;
    const since = timestamp - first.timestamp;
    return details ? [type, previousEventId, since, packed(details, texts, places)] : [type, previousEventId, since];
  });
  const chunk: EncodedChunk = { time: first.timestamp, texts, events: rows };
  return { firstId: first.id, lastId: last.id, text: JSON.stringify(chunk) };
}

function packed(
  details: NonNullable<EventDetails[keyof EventDetails]>,
  texts: string[],
  places: Map<Payload, number>,
): Record<string, unknown> {
  const row: Record<string, unknown> = { ...details };
  for (const member of payloadMembers) {
    const payload = row[member];
    if (!(payload instanceof Payload)) continue;
    let place = places.get(payload);
    if (place === undefined) places.set(payload, (place = texts.push(payload.text) - 1));
    row[member] = place;
  }
  return row;
}

/** The events of a chunk with `fromId` ≤ id ≤ `toId`. */
export function decodeEvents(chunk: EventChunk, fromId: number, toId: number): readonly HistoryEventText[] {
  const { time, texts, events } = JSON.parse(chunk.text) as EncodedChunk;
  const start = Math.max(0, fromId - chunk.firstId);
  const rows = events.slice(start, Math.max(start, toId - chunk.firstId + 1));
  return rows.map(([type, previousEventId, since, details], at): HistoryEventText => {
    const id = chunk.firstId + start + at;
    const timestamp = time + since;
    if (details === undefined) return { id, previousEventId, timestamp, type };
    const detailsMember = detailsMemberOf(type);
    return { id, previousEventId, timestamp, type, detailsMember, details: unpacked(details, texts) };
  });
}

/** The payload texts that the given events carry. */
export function payloadTexts(chunk: EventChunk, ids: ReadonlySet<number>): ReadonlyMap<number, string> {
  const { texts, events } = JSON.parse(chunk.text) as EncodedChunk;
  const found = new Map<number, string>();
  events.forEach(([, , , details], at) => {
    const id = chunk.firstId + at;
    const place = details?.['output'] ?? details?.['input'] ?? details?.['parameters'];
    const text = typeof place === 'number' ? texts[place] : undefined;
    if (ids.has(id) && text !== undefined) found.set(id, text);
  });
  return found;
}

const NOT_TRUNCATED = { truncated: false };

/** Members that say whether a payload was truncated go with every payload that could be there (spec: history, data flags). */
const dataFlags = [
  ['input', 'inputDetails'],
  ['output', 'outputDetails'],
  ['assignedVariables', 'assignedVariablesDetails'],
] as const;

/** Completes details that were read from a chunk, in their place: a page of a history has a thousand of them. */
function unpacked(details: Record<string, unknown>, texts: readonly string[]): Record<string, unknown> {
  for (const member of payloadMembers) {
    const place = details[member];
    if (typeof place === 'number') details[member] = texts[place];
  }
  for (const [member, flag] of dataFlags) if (details[member] !== undefined) details[flag] = NOT_TRUNCATED;
  return details;
}

const detailsMembers = new Map<string, string>();

/** Event types are few, and asked for again and again. */
function detailsMemberOf(type: string): string {
  const known = detailsMembers.get(type);
  if (known !== undefined) return known;
  const member = memberNameOf(type);
  detailsMembers.set(type, member);
  return member;
}

function memberNameOf(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
