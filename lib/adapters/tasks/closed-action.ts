import { randomUUID } from 'node:crypto';
import { serviceFailure } from './aws-sdk/failure.ts';
import { upperFirst } from './aws-sdk/java-names.ts';
import type { Integration } from './integration.ts';

/**
 * An action of the AWS SDK that the emulator's role may do for the emulator, and no task may.
 * @param service as in a Resource, such as `lambda`
 */
export function closedAction(service: string, action: string): Integration {
  const refused = () =>
    serviceFailure(upperFirst(service), {
      name: undefined,
      message: `${upperFirst(action)} is kept for Stepyard itself, and closed to tasks`,
      statusCode: 403,
      requestId: randomUUID(),
    });
  return {
    callClass: 'idempotent',
    get lostError() {
      return refused();
    },
    async call() {
      return refused();
    },
  };
}
