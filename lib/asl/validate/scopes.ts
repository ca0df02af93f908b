import type { Scope, State } from '../definition.ts';

/** A scope of a definition whose fields are already checked, with its location (empty for the machine itself). */
export interface LocatedScope {
  readonly scope: Scope;
  readonly location: string;
}

/** All scopes, each before the ones within it, in the order they are written. */
export function* scopesOf(located: LocatedScope): Generator<LocatedScope> {
  yield located;
  for (const [name, state] of Object.entries(located.scope.States)) {
    for (const [step, scope] of childScopes(state)) {
      yield* scopesOf({ scope, location: `${located.location}/States/${name}/${step}` });
    }
  }
}

/** The branches of a Parallel state, or a Map's item processor, with the step that leads to each. */
export function childScopes(state: State): readonly (readonly [step: string, scope: Scope])[] {
  if (state.Type === 'Parallel') return state.Branches.map((branch, index) => [`Branches[${index}]`, branch]);
  if (state.Type !== 'Map') return [];
  if (state.ItemProcessor !== undefined) return [['ItemProcessor', state.ItemProcessor]];
  return state.Iterator === undefined ? [] : [['Iterator', state.Iterator]];
}
