import type { ResourceRange, Stored } from '../../ports/resource-store.ts';
import type { Call } from '../call.ts';
import { pageOf, type Page, type PageRequest } from './page.ts';

/** One page of a partition of the resource store, by sort key. @param action whose page it is: tokens are good for it only */
export function pageOfDocuments<Body>(
  call: Call,
  action: string,
  partition: string,
  request: PageRequest,
  order: Pick<ResourceRange, 'descending'> = {},
): Promise<Page<Stored<Body>>> {
  return pageOf(
    call,
    [action, partition],
    request,
    (limit, after: string | undefined) =>
      call.context.resources.list<Body>(partition, { ...order, limit, ...(after === undefined ? {} : { after }) }),
    ({ sort }) => sort,
  );
}
