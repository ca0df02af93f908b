import type { PathFunctionName } from './path-functions.ts';
import type { Filter } from './path-filter.ts';

/** What a path starts from: `$` the input, `$$` the context object, `$name` a variable. */
export type PathRoot = 'input' | 'context' | { readonly variable: string };

export type Step =
  | { readonly kind: 'member'; readonly name: string }
  /** Counted from the end when negative. */
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'members'; readonly names: readonly string[] }
  | { readonly kind: 'indexes'; readonly indexes: readonly number[] }
  | { readonly kind: 'slice'; readonly from: number | undefined; readonly to: number | undefined }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'descendants' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  | { readonly kind: 'function'; readonly name: PathFunctionName };

export interface PathSyntax {
  readonly root: PathRoot;
  readonly steps: readonly Step[];
}

/**
 * Does the path name one value? Indefinite ones give an array of whatever they match, possibly empty.
 * Several members at the end give one object, and a function one value, so both count as one (Jayway).
 */
export function isDefinite(steps: readonly Step[]): boolean {
  if (steps.at(-1)?.kind === 'function') return true;
  return steps.every(
    ({ kind }, index) => kind === 'member' || kind === 'index' || (kind === 'members' && index === steps.length - 1),
  );
}
