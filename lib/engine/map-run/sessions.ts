import type { ChildInput } from './child-inputs.ts';
import type { Json } from '../../asl/json.ts';

/** Somebody in this process is conducting the map run. */
export interface Conducting {
  /** Counts what happened to the map run, so that whoever conducts it knows whether to look again. */
  news: number;
  /** What `news` was when the document was read last: others change it, too. */
  heard: number;
  /** Settles when it is over. */
  over: Promise<void>;
}

/** Inputs that are being read, and where the next one stands. */
export interface OpenInputs {
  readonly inputs: AsyncIterator<ChildInput, undefined>;
  readonly position: Json | undefined;
}

/** What one process remembers of the map runs that it works on; nothing that could not be found out again. */
export interface MapRunSessions {
  readonly conducting: Map<string, Conducting>;
  /** Takes the inputs that were left open at this position. */
  takeInputs(mapRunArn: string, position: Json | undefined): AsyncIterator<ChildInput, undefined> | undefined;
  keepInputs(mapRunArn: string, open: OpenInputs): void;
  /**
   * Is the map run about to end, or has it ended? Undefined: its document must be asked; always where others may change
   * that.
   */
  isEnding(mapRunArn: string): boolean | undefined;
  /** Remembers what is stored; undefined while that is being changed. */
  noteEnding(mapRunArn: string, isEnding: boolean | undefined): void;
  /**
   * Has the process, which alone owns the store, not looked for children yet that ended without a report: with the
   * process before?
   */
  isNew(mapRunArn: string): boolean;
  /** What was found then is stored. */
  noteKnown(mapRunArn: string): void;
  forget(mapRunArn: string): void;
}

/** Readers that are kept open; each may hold a connection. */
const KEPT = 50;

/** @param owned does this process own the store? Others hear of every end by messages that outlive them */
export function createMapRunSessions(owned: boolean): MapRunSessions {
  const kept = new Map<string, OpenInputs>();
  const known = new Set<string>();
  const endings = new Map<string, boolean>();

  function drop(mapRunArn: string): void {
    const open = kept.get(mapRunArn);
    kept.delete(mapRunArn);
    // Lets go of what is read; that this fails does not matter to anybody any more.
    void open?.inputs.return?.().catch(() => undefined);
  }

  return {
    conducting: new Map(),
    takeInputs(mapRunArn, position) {
      const open = kept.get(mapRunArn);
      if (open && JSON.stringify(open.position) === JSON.stringify(position)) {
        kept.delete(mapRunArn);
        return open.inputs;
      }
      drop(mapRunArn);
      return undefined;
    },
    keepInputs(mapRunArn, open) {
      kept.set(mapRunArn, open);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) drop(oldest);
    },
    isEnding: (mapRunArn) => endings.get(mapRunArn),
    noteEnding(mapRunArn, isEnding) {
      if (isEnding === undefined) endings.delete(mapRunArn);
      else if (owned) endings.set(mapRunArn, isEnding);
    },
    isNew: (mapRunArn) => owned && !known.has(mapRunArn),
    noteKnown(mapRunArn) {
      if (owned) known.add(mapRunArn);
    },
    forget(mapRunArn) {
      drop(mapRunArn);
      known.delete(mapRunArn);
      endings.delete(mapRunArn);
    },
  };
}
