import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SDK_SERVICES, sdkServiceOf } from '../../../asl/validate/sdk-services.ts';

const SCOPE = '@aws-sdk';
const CLIENT = 'client-';

/** The npm package of a service's client: `@aws-sdk/client-cloudwatch-logs` of `cloudwatchlogs`. */
export function clientPackage(service: string): string {
  return `${SCOPE}/${CLIENT}${SDK_SERVICES.get(service) ?? service}`;
}

/**
 * The folder of a service's client, where it is installed. It is looked for from each of the folders as Node would, and
 * by the names that are there, with hyphens wherever they have them.
 */
export function findClientPackage(service: string, folders: readonly string[]): string | undefined {
  for (const folder of folders) {
    for (const modules of createRequire(join(folder, 'any')).resolve.paths(SCOPE) ?? []) {
      const scope = join(modules, SCOPE);
      const found = packagesIn(scope).find(
        (name) => name.startsWith(CLIENT) && sdkServiceOf(name.slice(CLIENT.length)) === service,
      );
      if (found !== undefined) return join(scope, found);
    }
  }
  return undefined;
}

function packagesIn(scope: string): readonly string[] {
  try {
    return readdirSync(scope);
  } catch {
    return [];
  }
}
