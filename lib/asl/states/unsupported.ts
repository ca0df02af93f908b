import type { State } from '../definition.ts';
import { runtimeFailure, type StateFailure } from '../errors.ts';
import { isDistributed } from './distributed.ts';

/**
 * What this version cannot run, by name; undefined when it can. A state that asks for it fails with States.Runtime,
 * which nothing catches: an emulator must not succeed silently.
 */
export function unsupportedFeature(definition: State): StateFailure | undefined {
  if (definition.Type !== 'Map') return undefined;
  if (isDistributed(definition)) return undefined;
  const field = (['ItemReader', 'ItemBatcher', 'ResultWriter'] as const).find((name) => definition[name] !== undefined);
  return field && runtimeFailure(`The Map field ${field} is supported in DISTRIBUTED mode only.`);
}
