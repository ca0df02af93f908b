import { LRUCache } from 'lru-cache';
import { closedAction } from '../closed-action.ts';
import type { Integration } from '../integration.ts';
import type { FunctionMapping } from '../lambda/function-source.ts';
import type { InvokeFunction } from '../lambda/invocation.ts';
import { awsSdkSfn, type CallOwnApi } from '../states/aws-sdk-sfn.ts';
import { unsupportedIntegration } from '../unsupported.ts';
import { awsSdkIntegration, type AwsSdkOptions } from './aws-sdk-integration.ts';
import { withFolderBuckets } from './folder-buckets.ts';
import { withMappedFunctions } from './mapped-functions.ts';

interface AwsSdkIntegrationsOptions extends AwsSdkOptions {
  /** Actions that the emulator's role may do and no task may, as in a Resource: `lambda:getFunctionConfiguration`. */
  readonly closedActions?: readonly string[];
  /** Buckets that are folders, for `aws-sdk:s3:*`: absolute paths by name. */
  readonly buckets?: Readonly<Record<string, string>>;
  /** Functions that are not in Lambda, for `aws-sdk:lambda:invoke`. */
  readonly functions?: FunctionMapping;
  readonly invoke: InvokeFunction;
  /** Our own API, for `aws-sdk:sfn:*`; absent: that integration is not supported. */
  readonly callOwnApi?: CallOwnApi;
}

/** Definitions may name any action; those used lately are kept, because a task asks for its own several times. */
const KEPT = 200;

/** `aws-sdk:<service>:<action>`, for every service and action. */
export function awsSdkIntegrations(
  options: AwsSdkIntegrationsOptions,
): (service: string, action: string) => Integration {
  const kept = new LRUCache<string, Integration>({ max: KEPT });
  return (service, action) => {
    const name = `${service}:${action}`;
    const integration = kept.get(name) ?? integrationOf(options, service, action);
    kept.set(name, integration);
    return integration;
  };
}

function integrationOf(options: AwsSdkIntegrationsOptions, service: string, action: string): Integration {
  const { callOwnApi, closedActions = [], clients, buckets, functions, invoke } = options;
  if (service === 'sfn') return callOwnApi ? awsSdkSfn(action, callOwnApi) : unsupportedIntegration;
  if (closedActions.includes(`${service}:${action}`)) return closedAction(service, action);
  const called = awsSdkIntegration(service, action, options);
  if (service === 's3' && buckets) return withFolderBuckets(called, action, clients, buckets);
  const isMappable = service === 'lambda' && action === 'invoke' && functions;
  return isMappable ? withMappedFunctions(called, clients, functions, invoke) : called;
}
