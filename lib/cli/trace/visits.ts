import type { HistoryEvent } from '@aws-sdk/client-sfn';

/** A state that was entered, or an iteration of a Map, inside the Parallel or Map that holds it. */
export interface Visit {
  readonly name: string;
  /** `Task`, `Pass`, …; `Iteration` for an iteration. */
  readonly type: string;
  readonly parent: Visit | undefined;
  /** Milliseconds since the epoch. */
  readonly enteredAt: number;
  /** Attempts that have failed so far. */
  failures: number;
}

/** Says which state each event belongs to, from what it points back to. Events have to come in their order. */
export function createVisits(): (event: HistoryEvent) => Visit | undefined {
  const byEvent = new Map<number, Visit>();
  const containers = new Set<number>();
  return (event) => {
    const id = event.id ?? 0;
    const previous = event.previousEventId ?? 0;
    const before = byEvent.get(previous);
    const visit = visitOf(event, before, containers.has(previous));
    if (visit) byEvent.set(id, visit);
    if (event.type === 'ParallelStateStarted' || event.type === 'MapIterationStarted') containers.add(id);
    return visit;
  };
}

function visitOf(event: HistoryEvent, before: Visit | undefined, opensContainer: boolean): Visit | undefined {
  const type = event.type ?? '';
  const enteredAt = event.timestamp?.getTime() ?? 0;
  if (type.endsWith('StateEntered')) {
    const name = event.stateEnteredEventDetails?.name ?? '';
    const parent = opensContainer ? before : before?.parent;
    return { name, type: type.replace('StateEntered', ''), parent, enteredAt, failures: 0 };
  }
  if (type === 'MapIterationStarted') {
    const { name, index } = event.mapIterationStartedEventDetails ?? {};
    const map = outwards(before, (visit) => visit.type === 'Map' && visit.name === name);
    return { name: `[${index ?? 0}]`, type: 'Iteration', parent: map, enteredAt, failures: 0 };
  }
  if (type.endsWith('StateExited')) {
    return outwards(before, ({ name }) => name === event.stateExitedEventDetails?.name);
  }
  const [, container] = /^(Parallel|Map)State/.exec(type) ?? [];
  return container === undefined ? before : outwards(before, (visit) => visit.type === container);
}

/** The nearest of a visit and what holds it that is the one looked for. */
function outwards(visit: Visit | undefined, isIt: (visit: Visit) => boolean): Visit | undefined {
  let found = visit;
  while (found && !isIt(found)) found = found.parent;
  return found;
}

/** How many Parallels and Maps are around a visit. */
export function depthOf({ parent }: Visit): number {
  return parent ? depthOf(parent) + (parent.type === 'Iteration' ? 0 : 1) : 0;
}

/** The state's name with the iterations it is in: `Pack [2]`. */
export function labelOf(visit: Visit): string {
  const indexes: string[] = [];
  for (let at = visit.parent; at; at = at.parent) if (at.type === 'Iteration') indexes.unshift(at.name);
  return [visit.name, ...indexes].join(' ');
}
