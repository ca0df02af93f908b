import type { State } from '../definition.ts';
import { runtimeFailure, type StateFailure } from '../errors.ts';

/**
 * What this version cannot run, by name; undefined when it can. A state that asks for it fails with States.Runtime,
 * which nothing catches: an emulator must not succeed silently.
 */
export function unsupportedFeature(definition: State): StateFailure | undefined {
  if (definition.Type !== 'Map') return undefined;
  const processor = definition.ItemProcessor ?? definition.Iterator;
  if (processor?.ProcessorConfig?.Mode === 'DISTRIBUTED') return notSupported('Distributed Map');
  const field = (['ItemReader', 'ItemBatcher', 'ResultWriter'] as const).find((name) => definition[name] !== undefined);
  return field && notSupported(`The Map field ${field}`);
}

function notSupported(what: string): StateFailure {
  return runtimeFailure(`${what} is not supported by this version of Stepyard.`);
}
