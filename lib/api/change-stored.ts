import type { Stored } from '../ports/resource-store.ts';
import type { Call } from './call.ts';
import { conflict } from './errors.ts';

const MAX_ATTEMPTS = 30;

/**
 * Replaces a stored document by what `change` makes of it, starting again when somebody else was faster.
 *
 * @param load reads the document, and throws when there is none
 * @param change throws to refuse, and returns its argument to leave everything as it is
 */
export async function changeStored<T>(
  call: Call,
  partition: string,
  load: () => Promise<Stored<T>>,
  change: (body: T) => T | Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const { sort, version, body } = await load();
    const changed = await change(body);
    if (changed === body) return changed;
    const result = await call.context.resources.put(partition, sort, changed, version);
    if (result.stored) return changed;
  }
  throw conflict('The resource is being changed by other requests');
}
