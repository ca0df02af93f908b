import type { MapRunSettings } from '../../ports/map-run.ts';
import type { EngineContext } from '../context.ts';
import { wakeMapRun } from './ended-children.ts';
import { changeMapRun } from './stored-map-run.ts';

/** Members that are undefined stay as they are. @returns false when the map run is not running */
export async function updateMapRun(
  context: EngineContext,
  mapRunArn: string,
  settings: { readonly [S in keyof MapRunSettings]?: number | undefined },
): Promise<boolean> {
  const given = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
  const run = await changeMapRun(context.resources, mapRunArn, (running) =>
    running.status === 'RUNNING' ? { ...running, ...given } : undefined,
  );
  if (run?.status !== 'RUNNING') return false;
  await wakeMapRun(context, mapRunArn);
  return true;
}
