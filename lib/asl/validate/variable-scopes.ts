import type { State } from '../definition.ts';
import type { JsonObject } from '../json.ts';
import { variableOf } from './assignments.ts';
import type { Report } from './diagnostic.ts';
import { isDistributed } from '../states/distributed.ts';
import { childScopes, type LocatedScope } from './scopes.ts';

interface Around {
  readonly assigned: ReadonlySet<string>;
  readonly outer: Around | undefined;
}

/**
 * States in a branch or an item processor may read the variables of the states around, but not assign one of the same
 * name (docs; code and words are a guess). What the Parallel or Map state itself assigns comes after them, so they may
 * assign it too (recorded). The children of a map run do not see those variables at all.
 */
export function checkVariableScopes(located: LocatedScope, report: Report, outer?: Around): void {
  const { scope } = located;
  const assignments = [...assignmentsIn(located)];
  for (const { name, location } of assignments) {
    if (isAssignedIn(outer, name)) {
      const message = `Invalid variable name '${name}': the variable is already assigned in an outer scope.`;
      report.error('INVALID_VARIABLE_NAME', message, location);
    }
  }
  for (const [name, state] of Object.entries(scope.States)) {
    const others = assignments.filter((assignment) => assignment.state !== name);
    const assigned = new Set(others.map((assignment) => assignment.name));
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

interface Assignment {
  /** The state that has it. */
  readonly state: string;
  /** The variable. */
  readonly name: string;
  readonly location: string;
}

function* assignmentsIn({ scope, location }: LocatedScope): Generator<Assignment> {
  for (const [state, definition] of Object.entries(scope.States)) {
    for (const [place, assign] of assignsOf(definition)) {
      const at = `${location}/States/${state}${place}/Assign`;
      for (const member of Object.keys(assign)) yield { state, name: variableOf(member), location: at };
    }
  }
}

/** Each Assign of a state with the way to what has it. */
function* assignsOf(state: State): Generator<readonly [place: string, assign: JsonObject]> {
  if ('Assign' in state) yield ['', state.Assign];
  for (const field of ['Choices', 'Catch'] as const) {
    const handlers = (state as { readonly [F in typeof field]?: readonly { readonly Assign?: JsonObject }[] })[field];
    for (const [index, { Assign }] of (handlers ?? []).entries()) if (Assign) yield [`/${field}[${index}]`, Assign];
  }
}
