import type { Call } from '../call.ts';
import { decodePageToken, encodePageToken } from './page-token.ts';

const DEFAULT_PAGE = 100;

export interface PageRequest {
  readonly maxResults?: number;
  readonly nextToken?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** maxResults of 0 means the default, as on AWS. */
export function pageSizeOf(request: PageRequest): number {
  return request.maxResults === undefined || request.maxResults === 0 ? DEFAULT_PAGE : request.maxResults;
}

/**
 * One page of a list.
 *
 * @param scope what is listed; a token is good for the same scope only
 * @param fetch up to `limit` items after the cursor
 * @param cursorOf where the list goes on after an item
 */
export async function pageOf<T, Cursor>(
  call: Call,
  scope: readonly unknown[],
  request: PageRequest,
  fetch: (limit: number, after: Cursor | undefined) => Promise<readonly T[]> | readonly T[],
  cursorOf: (item: T) => Cursor,
): Promise<Page<T>> {
  const size = pageSizeOf(request);
  const after =
    request.nextToken === undefined ? undefined : (decodePageToken(call, scope, request.nextToken) as Cursor);
  // One more than asked for tells whether there is another page.
  const found = await fetch(size + 1, after);
  const items = found.slice(0, size);
  const last = items.at(-1);
  const more = found.length > size && last !== undefined;
  return { items, nextToken: more ? encodePageToken(call, scope, cursorOf(last)) : undefined };
}
