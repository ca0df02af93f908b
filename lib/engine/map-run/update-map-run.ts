import type { MapRunSettings } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { wakeMapRun } from './ended-children.ts';
import { changeMapRun } from './stored-map-run.ts';

/** Changes what is given. @returns false when the map run is not running */
export async function updateMapRun(
  context: EngineContext,
  mapRunArn: string,
  settings: Partial<MapRunSettings>,
): Promise<boolean> {
  const run = await changeMapRun(context.resources, mapRunArn, (running) =>
    running.status === 'RUNNING' ? { ...running, ...settings } : undefined,
  );
  if (run?.status !== 'RUNNING') return false;
  await wakeMapRun(context, mapRunArn);
  return true;
}
