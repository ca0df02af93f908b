import type { Stored } from '../ports/resource-store.ts';
import type { Call } from './call.ts';
import { conflict } from './errors.ts';

const MAX_ATTEMPTS = 30;

/**
 * Replaces a stored document by what `change` makes of it, starting again when somebody else was faster.
 *
 * @param change throws to refuse, and returns its argument to leave everything as it is
 * @returns the document as it then is; undefined when there is none
 */
export async function changeStored<T>(
  call: Call,
  partition: string,
  load: () => Promise<Stored<T> | undefined>,
  change: (body: T) => T | Promise<T>,
): Promise<T | undefined> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const stored = await load();
    if (stored === undefined) return undefined;
    const { sort, version, body } = stored;
    const changed = await change(body);
    if (changed === body) return changed;
    const result = await call.context.resources.put(partition, sort, changed, version);
    if (result.stored) return changed;
  }
  throw conflict('The resource is being changed by other requests');
}
