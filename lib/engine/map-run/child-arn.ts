import { uuidOf } from '../../asl/machine/uuid-of.ts';
import type { MapRun } from '../../ports/map-run.ts';

/** Does the ARN name a map run (`…:mapRun:NAME/LABEL:UUID`)? */
export function isMapRunArn(arn: string): boolean {
  return arn.split(':', 6)[5] === 'mapRun';
}

/** The name of a child execution: the same however often the map run starts it. */
export function childName({ mapRunArn }: Pick<MapRun, 'mapRunArn'>, index: number): string {
  return uuidOf(`${mapRunArn}/${index}`);
}

/**
 * `…:execution:NAME/LABEL:UUID`, for Express children `…:express:NAME/LABEL:UUID:UUID` (the form of the latter is not
 * recorded).
 */
export function childArn(run: Pick<MapRun, 'mapRunArn' | 'executionType'>, index: number): string {
  const [arn, partition, service, region, account, , machine] = run.mapRunArn.split(':');
  const name = childName(run, index);
  const prefix = [arn, partition, service, region, account].join(':');
  if (run.executionType === 'STANDARD') return `${prefix}:execution:${machine}:${name}`;
  return `${prefix}:express:${machine}:${name}:${uuidOf(`${run.mapRunArn}/${index}/express`)}`;
}
