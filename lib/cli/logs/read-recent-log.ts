import { setTimeout as sleep } from 'node:timers/promises';
import { RECENT_LOG_PATH, type RecentEntries } from '../../adapters/logs/recent-log.ts';
import { UserError } from '../user-error.ts';

const LOOK_EVERY_MS = 250;

/**
 * The entries that a server has in memory, oldest first.
 * @param follow go on with what is logged from now on, until the server stops
 */
export async function* readRecentLog(endpoint: string, follow: boolean): AsyncGenerator<string, void> {
  let first = 0;
  for (;;) {
    const { entries, next } = await entriesFrom(endpoint, first);
    yield* entries;
    if (!follow) return;
    first = next;
    await sleep(LOOK_EVERY_MS);
  }
}

async function entriesFrom(endpoint: string, first: number): Promise<RecentEntries> {
  const response = await ask(endpoint, `${RECENT_LOG_PATH}?from=${first}`);
  if (!response.ok) {
    throw new UserError(`The server at ${endpoint} keeps no log in memory: use --data, or look into CloudWatch Logs`);
  }
  return (await response.json()) as RecentEntries;
}

async function ask(endpoint: string, path: string): Promise<Response> {
  try {
    return await fetch(`${endpoint.replace(/\/$/, '')}${path}`);
  } catch {
    throw new UserError(`There is no answer from ${endpoint}`);
  }
}
