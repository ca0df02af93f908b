import { randomUUID } from 'node:crypto';
import type { Failure, Integration } from '../integration.ts';
import { namesOwnResource } from '../own-resources.ts';
import { sdkFailure } from '../sdk-failure.ts';
import { connectionFailure, serviceFailure } from '../service-error.ts';
import { serviceNotConfigured } from '../service-not-configured.ts';
import { readParameters } from './read-parameters.ts';
import { answerWithMetadata, type ServiceAnswer } from './service-answer.ts';
import type { ConnectionTo, OptimizedAction, OptimizedService } from './service.ts';

interface OptimizedIntegrationOptions {
  readonly connectionTo: ConnectionTo;
  readonly ownResources: readonly string[];
}

/**
 * One action of a service: reads the parameters, sends the request, words the answer. With `.waitForTaskToken` it is the
 * same; the answer then only says that the service has the token.
 */
export function optimizedIntegration(
  service: OptimizedService,
  name: string,
  { parameters, callClass, complete, outcome }: OptimizedAction,
  { connectionTo, ownResources }: OptimizedIntegrationOptions,
): Integration {
  return {
    callClass,
    lostError: connectionFailure(service.errors, 'the answer was lost; the call may or may not have been made'),
    async call(request, signal) {
      const [, , , region = ''] = request.executionArn.split(':');
      const connection = await connectionTo(region);
      if (!connection) return serviceNotConfigured(service.name);
      const read = readParameters(request.parameters, parameters);
      if (!read.ok) return read.failure;
      if (namesOwnResource(read.input[service.target ?? ''], ownResources)) return denied(service);
      const send = connection.send[name];
      if (!send) throw new Error(`${service.name} has a table row but no command for ${name}.`);
      let answer: ServiceAnswer;
      try {
        answer = await send(complete?.(read.input, request) ?? read.input, { abortSignal: signal });
      } catch (error) {
        return sdkFailure(service.errors, error, connection.ServiceException);
      }
      return outcome?.(answer) ?? { output: answerWithMetadata(answer, connection.headers(answer)) };
    },
  };
}

function denied({ errors, target = '' }: OptimizedService): Failure {
  return serviceFailure(errors, {
    code: 'AccessDeniedException',
    message: `This ${target} is of Stepyard itself, and closed to tasks`,
    statusCode: 400,
    requestId: randomUUID(),
    modelled: false,
  });
}
