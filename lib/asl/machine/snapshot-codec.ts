import { Payload } from '../payload.ts';
import type { Call, Frame, Join, Pend, Snapshot } from './snapshot.ts';

/** Stored snapshots say how they are written, so that a later version can read them. */
const FORMAT = 1;

/** A payload in an encoded snapshot: the event that carries its text, or the text itself. */
type Ref = number | { readonly text: string };

interface EncodedFrame extends Omit<Frame, 'input' | 'result' | 'mapRun' | 'variables' | 'join' | 'aborted'> {
  readonly input: Ref;
  readonly result?: Ref;
  readonly mapRun?: Ref;
  readonly variables?: readonly (readonly [string, Ref])[];
  readonly join?: EncodedJoin;
  readonly aborted?: { readonly join: EncodedJoin; readonly children: readonly EncodedFrame[] };
}

interface EncodedJoin extends Omit<Join, 'items' | 'results'> {
  readonly items?: Ref;
  readonly results: readonly (Ref | null)[];
}

interface EncodedPend extends Omit<Pend, 'call'> {
  readonly call?: Omit<Call, 'parameters'> & { readonly parameters: Ref };
}

interface EncodedSnapshot extends Omit<Snapshot, 'frames' | 'pends'> {
  readonly format: typeof FORMAT;
  readonly frames: readonly EncodedFrame[];
  readonly pends: readonly EncodedPend[];
}

export interface DecodedSnapshot {
  readonly snapshot: Snapshot;
  /** Payloads whose text is still in the history only. */
  readonly missing: readonly Payload[];
  /** The same for outputs of branches and iterations: many, and not needed before the last of them ends. */
  readonly missingResults: readonly Payload[];
}

/** JSON text of a snapshot. Payloads live once, in the history; the snapshot holds ids. */
export function encodeSnapshot(snapshot: Snapshot): string {
  const encoded: EncodedSnapshot = {
    format: FORMAT,
    ...snapshot,
    frames: [...snapshot.frames.values()].map(encodeFrame),
    pends: [...snapshot.pends.values()].map(encodePend),
  };
  return JSON.stringify(encoded);
}

/** Reads a snapshot back. Its payloads have to be filled in before they are looked into. */
export function decodeSnapshot(text: string): DecodedSnapshot {
  const { format, frames, pends, ...rest } = JSON.parse(text) as Omit<EncodedSnapshot, 'format'> & { format: number };
  if (format !== FORMAT) throw new Error(`Snapshots of format ${format} are not known to this version.`);
  const missing = new Map<number, Payload>();
  const missingResults = new Map<number, Payload>();
  const payload = resolver(missing);
  const result = resolver(missingResults);
  const snapshot: Snapshot = {
    ...rest,
    frames: new Map(frames.map((frame) => [frame.id, decodeFrame(frame, payload, result)])),
    pends: new Map(pends.map((pend) => [pend.id, decodePend(pend, payload)])),
  };
  return { snapshot, missing: [...missing.values()], missingResults: [...missingResults.values()] };
}

type Resolve = (ref: Ref) => Payload;

/** Frames that refer to the same event share one payload. */
function resolver(known: Map<number, Payload>): Resolve {
  return (ref) => {
    if (typeof ref !== 'number') return Payload.ofText(ref.text);
    let payload = known.get(ref);
    if (!payload) known.set(ref, (payload = Payload.ofEvent(ref)));
    return payload;
  };
}

function refTo(payload: Payload): Ref {
  return payload.event ?? { text: payload.text };
}

function encodeFrame({ input, result, mapRun, variables, join, aborted, ...rest }: Frame): EncodedFrame {
  return {
    ...rest,
    input: refTo(input),
    ...(result && { result: refTo(result) }),
    ...(mapRun && { mapRun: refTo(mapRun) }),
    ...(variables && { variables: Object.entries(variables).map(([name, value]) => [name, refTo(value)] as const) }),
    ...(join && { join: encodeJoin(join) }),
    ...(aborted && { aborted: { join: encodeJoin(aborted.join), children: aborted.children.map(encodeFrame) } }),
  };
}

function encodeJoin({ items, results, ...rest }: Join): EncodedJoin {
  return {
    ...rest,
    ...(items && { items: refTo(items) }),
    // Array.from sees the holes of children that have not ended.
    results: Array.from(results, (output) => (output ? refTo(output) : null)),
  };
}

function encodePend({ call, ...rest }: Pend): EncodedPend {
  return { ...rest, ...(call && { call: { ...call, parameters: refTo(call.parameters) } }) };
}

function decodeFrame(frame: EncodedFrame, payload: Resolve, resultOf: Resolve): Frame {
  const { input, result, mapRun, variables, join, aborted, ...rest } = frame;
  return {
    ...rest,
    input: payload(input),
    ...(result !== undefined && { result: payload(result) }),
    ...(mapRun !== undefined && { mapRun: payload(mapRun) }),
    ...(variables && { variables: Object.fromEntries(variables.map(([name, ref]) => [name, payload(ref)])) }),
    ...(join && { join: decodeJoin(join, payload, resultOf) }),
    ...(aborted && {
      aborted: {
        join: decodeJoin(aborted.join, payload, resultOf),
        children: aborted.children.map((child) => decodeFrame(child, payload, resultOf)),
      },
    }),
  };
}

function decodeJoin(join: EncodedJoin, payload: Resolve, resultOf: Resolve): Join {
  const { items, results, ...rest } = join;
  return {
    ...rest,
    ...(items !== undefined && { items: payload(items) }),
    results: results.map((ref) => (ref === null ? undefined : resultOf(ref))),
  };
}

function decodePend({ call, ...rest }: EncodedPend, payload: Resolve): Pend {
  return { ...rest, ...(call && { call: { ...call, parameters: payload(call.parameters) } }) };
}
