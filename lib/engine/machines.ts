import { LRUCache } from 'lru-cache';
import { withPlainFields } from '../asl/definition-numbers.ts';
import type { StateMachineDefinition } from '../asl/definition.ts';
import { parseJson } from '../asl/json-text/parse-json.ts';
import { compile, type CompiledMachine } from '../asl/machine/compile.ts';
import type { ResourceStore } from '../ports/resource-store.ts';
import { REVISION_SORT, revisionPartition, type Revision } from '../ports/revision.ts';

export interface LoadedMachine {
  readonly revision: Revision;
  readonly compiled: CompiledMachine;
}

/** Revisions, compiled. They never change, so each is prepared once and kept while it is used. */
export interface Machines {
  of(revision: Revision): LoadedMachine;
  load(id: string): Promise<LoadedMachine>;
}

const KEPT = 500;

export function createMachines(resources: ResourceStore): Machines {
  const loaded = new LRUCache<string, LoadedMachine>({ max: KEPT });

  function of(revision: Revision): LoadedMachine {
    const known = loaded.get(revision.id);
    if (known) return known;
    const definition = withPlainFields(parseJson(revision.definition)) as unknown as StateMachineDefinition;
    const machine = { revision, compiled: compile(definition) };
    loaded.set(revision.id, machine);
    return machine;
  }

  return {
    of,
    async load(id) {
      const known = loaded.get(id);
      if (known) return known;
      const stored = await resources.get<Revision>(revisionPartition(id), REVISION_SORT);
      if (!stored) throw new Error(`There is no revision ${id}.`);
      return of(stored.body);
    },
  };
}
