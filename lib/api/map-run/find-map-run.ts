import { readMapRun } from '../../engine/map-run/stored-map-run.ts';
import type { MapRun } from '../../ports/map-run.ts';
import { parseResourceArn } from '../arn/resource-arn.ts';
import type { Call } from '../call.ts';
import { resourceNotFound } from '../errors.ts';

/** InvalidArn for anything but a map run's ARN, ResourceNotFound for one that leads nowhere. */
export async function findMapRun(call: Call, mapRunArn: string): Promise<MapRun> {
  parseResourceArn(mapRunArn, 'mapRun');
  const stored = await readMapRun(call.context.resources, mapRunArn);
  if (stored === undefined) throw resourceNotFound(mapRunArn);
  return stored.body;
}
