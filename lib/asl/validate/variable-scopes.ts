import type { Scope, State } from '../definition.ts';
import type { JsonObject } from '../json.ts';
import { variableOf } from './assignments.ts';
import type { Report } from './diagnostic.ts';
import { childScopes, type LocatedScope } from './scopes.ts';

interface Around {
  readonly assigned: ReadonlySet<string>;
  readonly outer: Around | undefined;
}

/**
 * States in a branch or an item processor may read the variables of the states around, but not assign one of the same
 * name (docs; code and words are a guess). The children of a map run do not see those variables at all.
 */
export function checkVariableScopes(located: LocatedScope, report: Report, outer?: Around): void {
  const { scope } = located;
  const assigned = new Set<string>();
  for (const { name, location } of assignmentsIn(located)) {
    assigned.add(name);
    if (isAssignedIn(outer, name)) {
      const message = `Invalid variable name '${name}': the variable is already assigned in an outer scope.`;
      report.error('INVALID_VARIABLE_NAME', message, location);
    }
  }
  for (const [name, state] of Object.entries(scope.States)) {
    const around = isDistributed(state) ? undefined : { assigned, outer };
    for (const [step, inner] of childScopes(state)) {
      checkVariableScopes({ scope: inner, location: `${located.location}/States/${name}/${step}` }, report, around);
    }
  }
}

function isAssignedIn(around: Around | undefined, name: string): boolean {
  for (let at = around; at; at = at.outer) if (at.assigned.has(name)) return true;
  return false;
}

function* assignmentsIn({
  scope,
  location,
}: LocatedScope): Generator<{ readonly name: string; readonly location: string }> {
  for (const [state, assign] of assignsOf(scope)) {
    for (const member of Object.keys(assign))
      yield { name: variableOf(member), location: `${location}/States/${state}/Assign` };
  }
}

/** Each Assign with the way to what has it, below States. */
function* assignsOf({ States }: Scope): Generator<readonly [place: string, assign: JsonObject]> {
  for (const [name, state] of Object.entries(States)) {
    if ('Assign' in state) yield [name, state.Assign];
    for (const field of ['Choices', 'Catch'] as const) {
      const handlers = (state as { readonly [F in typeof field]?: readonly { readonly Assign?: JsonObject }[] })[field];
      for (const [index, { Assign }] of (handlers ?? []).entries())
        if (Assign) yield [`${name}/${field}[${index}]`, Assign];
    }
  }
}

function isDistributed(state: State): boolean {
  return state.Type === 'Map' && (state.ItemProcessor ?? state.Iterator)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
}
