import type { EventDetails, EventId, EventType, HistoryEvent } from '../history/events.ts';
import { MissingPayload, Payload } from '../payload.ts';
import type { Block, CompiledMachine, CompiledState } from './compile.ts';
import type { ExecutionFacts } from './facts.ts';
import type { StateObserver } from './observer.ts';
import type { Cancellation, End, Frame, FrameId, Join, Ms, Pend, PendId, Snapshot } from './snapshot.ts';
import { createSettled } from './settled.ts';
import { visitOf, type Surroundings, type Visit } from './visit.ts';

/** The history is full: the next event has to be the last one. */
export class HistoryFull extends Error {
  override readonly name = 'HistoryFull';
}

/** A snapshot being advanced. Copies what it changes, so the snapshot it came from stays as it was. */
export class WorkingSet implements Surroundings {
  readonly machine: CompiledMachine;
  readonly facts: ExecutionFacts;
  readonly now: Ms;
  readonly observer: StateObserver | undefined;
  readonly events: HistoryEvent[] = [];
  readonly cancellations: Cancellation[];
  nextEvent: EventId;
  nextFrame: FrameId;
  nextPend: PendId;
  deadline: Ms | undefined;
  end: End | undefined;
  /** Is there anything to store? */
  changed = false;
  /** What the step that is being taken waits for. */
  readonly settled = createSettled();
  readonly #frames: Map<FrameId, Frame>;
  readonly #pends: Map<PendId, Pend>;
  readonly #owned = new Set<FrameId>();
  readonly #ownedJoins = new Set<Join>();
  #queue: FrameId[];
  #head = 0;

  constructor(machine: CompiledMachine, facts: ExecutionFacts, from: Snapshot, now: Ms, observer?: StateObserver) {
    this.machine = machine;
    this.facts = facts;
    this.observer = observer;
    this.now = Math.max(now, from.lastTimestamp);
    this.nextEvent = from.nextEvent;
    this.nextFrame = from.nextFrame;
    this.nextPend = from.nextPend;
    this.deadline = from.deadline;
    this.cancellations = [...from.cancellations];
    this.#frames = new Map(from.frames);
    this.#pends = new Map(from.pends);
    this.#queue = [...from.runQueue];
  }

  snapshot(): Snapshot {
    return {
      nextEvent: this.nextEvent,
      nextFrame: this.nextFrame,
      nextPend: this.nextPend,
      runQueue: this.#queue.slice(this.#head),
      frames: this.#frames,
      pends: this.#pends,
      ...(this.deadline === undefined ? {} : { deadline: this.deadline }),
      lastTimestamp: this.now,
      cancellations: this.cancellations,
    };
  }

  /** Appends an event; payloads that no event carried before are from now on known by this one. */
  record<T extends EventType>(type: T, previousEventId: EventId, details: EventDetails[T]): EventId {
    if (this.nextEvent >= this.facts.maxEvents && !type.startsWith('Execution')) throw new HistoryFull();
    const id = this.nextEvent++;
    const carried = details as { input?: unknown; output?: unknown; parameters?: unknown } | undefined;
    const payload = carried?.output ?? carried?.input ?? carried?.parameters;
    if (payload instanceof Payload) {
      // The history will be written, whether or not the state looks into what it was given.
      if (payload.isMissing) throw new MissingPayload(payload.event);
      payload.event ??= id;
    }
    const event: HistoryEvent<T> = { id, previousEventId, timestamp: this.now, type, details };
    this.events.push(event);
    this.changed = true;
    return id;
  }

  /** The event that an event of this advance points back to. */
  previousOf(id: EventId): EventId | undefined {
    return this.events[id - (this.events[0]?.id ?? 0)]?.previousEventId;
  }

  enqueue(id: FrameId): void {
    this.#queue.push(id);
  }

  /** Makes the frame's next step the very next of all. */
  enqueueFirst(id: FrameId): void {
    if (this.#head === 0) this.#queue.unshift(id);
    else this.#queue[--this.#head] = id;
  }

  /** The next frame that can take a step; frames that are gone are passed over. */
  nextRunnable(): Frame | undefined {
    while (this.#head < this.#queue.length) {
      const id = this.#queue[this.#head++];
      if (id !== undefined && this.#frames.has(id)) {
        if (this.#head === this.#queue.length) {
          this.#queue = [];
          this.#head = 0;
        }
        return this.frame(id);
      }
    }
    return undefined;
  }

  /** A frame that may be changed: a copy of the snapshot's. */
  frame(id: FrameId): Frame {
    const frame = this.#frames.get(id);
    if (!frame) throw new Error(`There is no frame ${id}.`);
    if (this.#owned.has(id)) return frame;
    this.changed = true;
    const copy = { ...frame, input: frame.input.unshared() };
    this.#owned.add(id);
    this.#frames.set(id, copy);
    return copy;
  }

  /** The children of a frame, to be changed. */
  join(frame: Frame): Join {
    if (!frame.join) throw new Error(`Frame ${frame.id} has no children.`);
    if (this.#ownedJoins.has(frame.join)) return frame.join;
    const { children, results, vacancies } = frame.join;
    return this.setJoin(frame, {
      ...frame.join,
      children: [...children],
      results: [...results],
      vacancies: [...vacancies],
    });
  }

  setJoin(frame: Frame, join: Join): Join {
    frame.join = join;
    this.#ownedJoins.add(join);
    return join;
  }

  /** All frames, not to be changed. */
  readFrames(): Iterable<Frame> {
    return this.#frames.values();
  }

  /** All frames, to be changed. */
  frames(): readonly Frame[] {
    return [...this.#frames.keys()].map((id) => this.frame(id));
  }

  /** Brings back a frame that was removed. */
  restoreFrame(frame: Frame): Frame {
    const restored = { ...frame };
    this.#frames.set(restored.id, restored);
    this.#owned.add(restored.id);
    return restored;
  }

  addFrame(frame: Omit<Frame, 'id'>): Frame {
    const added: Frame = { id: this.nextFrame++, ...frame };
    this.#frames.set(added.id, added);
    this.#owned.add(added.id);
    return added;
  }

  /** Removes a frame and whatever it waits for. */
  removeFrame(id: FrameId): void {
    for (const pend of this.#pends.values()) if (pend.frame === id) this.removePend(pend);
    this.#frames.delete(id);
  }

  /** Removes everything at the end of the execution. */
  clear(): void {
    this.halt();
    this.#frames.clear();
  }

  /** Nothing is waited for and nothing goes on by itself any more; frames stay where they are. */
  halt(): void {
    for (const pend of this.#pends.values()) this.removePend(pend);
    this.#queue = [];
    this.#head = 0;
    this.deadline = undefined;
  }

  addPend(pend: Omit<Pend, 'id'>): Pend {
    const added: Pend = { id: this.nextPend++, ...pend };
    this.#pends.set(added.id, added);
    return added;
  }

  pend(id: PendId): Pend | undefined {
    return this.#pends.get(id);
  }

  pends(): readonly Pend[] {
    return [...this.#pends.values()];
  }

  replacePend(pend: Pend): void {
    this.changed = true;
    this.#pends.set(pend.id, pend);
  }

  /** Nobody waits for it any more; a nested execution or job that it waited for has to be stopped. */
  removePend({ id, call }: Pend): void {
    this.#pends.delete(id);
    if (call?.child !== undefined) this.cancellations.push(call.child);
    if (call?.job !== undefined) this.cancellations.push({ resource: call.resource, job: call.job });
  }

  /** The wait is over because the answer is here. */
  settlePend(pend: Pend): void {
    this.#pends.delete(pend.id);
  }

  block(index: number): Block {
    const block = this.machine.blocks[index];
    if (!block) throw new Error(`There is no block ${index}.`);
    return block;
  }

  state(frame: Frame): CompiledState {
    const state = this.block(frame.block).states.get(frame.state);
    if (!state) throw new Error(`There is no state ${frame.state}.`);
    return state;
  }

  visit(frame: Frame): Visit {
    return visitOf(this.state(frame), frame, this);
  }
}
