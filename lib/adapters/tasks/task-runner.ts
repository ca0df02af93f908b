import type { Jobs } from '../../ports/jobs.ts';
import type { StartNestedExecution } from '../../ports/nested-execution.ts';
import type { TaskRunner } from '../../ports/task-runner.ts';
import { apiGatewayInvoke } from './api-gateway/api-gateway-invoke.ts';
import { requestSigner } from './api-gateway/sign-request.ts';
import { awsSdkIntegrations } from './aws-sdk/aws-sdk-integrations.ts';
import { createSdkClients, type SdkClientsOptions } from './aws-sdk/sdk-clients.ts';
import { httpInvoke, type HttpTasksOptions } from './http/http-invoke.ts';
import type { Integration } from './integration.ts';
import { jobIntegrations } from './jobs/job-integrations.ts';
import { createFunctionInvoker } from './lambda/function-invoker.ts';
import type { FunctionInvokerOptions } from './lambda/function-invoker.ts';
import { lambdaFunctionTask } from './lambda/function-task.ts';
import { lambdaInvoke } from './lambda/invoke.ts';
import { optimizedIntegrations, type OptimizedServicesOptions } from './optimized/optimized-integrations.ts';
import type { CallOwnApi } from './states/aws-sdk-sfn.ts';
import { startExecution } from './states/start-execution.ts';
import { parseTaskResource } from './task-resource.ts';
import { unsupportedIntegration } from './unsupported.ts';

interface TaskRunnerOptions extends FunctionInvokerOptions, OptimizedServicesOptions, SdkClientsOptions {
  /** Starts an execution for `states:startExecution`; absent: that integration is not supported. */
  readonly startExecution?: StartNestedExecution;
  /** Absent: `http:invoke` and `apigateway:invoke` are not supported. */
  readonly httpTasks?: HttpTasksOptions;
  /** Buckets that are folders, for `aws-sdk:s3:*`: absolute paths by name. */
  readonly buckets?: Readonly<Record<string, string>>;
  /** Actions that the emulator's role may do and no task may, as in a Resource: `lambda:getFunctionConfiguration`. */
  readonly closedActions?: readonly string[];
  /** Our own API, for `aws-sdk:sfn:*`; absent: that integration is not supported. */
  readonly callOwnApi?: CallOwnApi;
  /** Pauses between looks at a job. @default up to 15 seconds */
  readonly lookPausesMs?: readonly number[];
}

/** Each look costs a message and two writes, and services do not like to be asked more often. */
const LOOK_PAUSES_MS: readonly number[] = [1_000, 1_000, 2_000, 3_000, 5_000, 8_000, 15_000];

export interface ClosableTaskRunner extends TaskRunner {
  /** Ends the threads of local functions. */
  close(): Promise<void>;
}

/** Runs the Tasks of all machines: Lambda functions and service integrations, by their Resource. */
export function createTaskRunner(options: TaskRunnerOptions): ClosableTaskRunner {
  const invoker = createFunctionInvoker(options);
  const functionTask = lambdaFunctionTask(invoker.invoke);
  const integrations = new Map<string, Integration>([
    ['lambda:invoke', lambdaInvoke(invoker.invoke)],
    ...optimizedIntegrations(options),
  ]);
  if (options.httpTasks) {
    const { allowsOwnHosts = false } = options.httpTasks;
    const sign = requestSigner(options.findService ?? (() => undefined));
    integrations.set('http:invoke', httpInvoke(options.httpTasks));
    integrations.set('apigateway:invoke', apiGatewayInvoke({ allowsOwnHosts, sign }));
  }
  if (options.startExecution) integrations.set('states:startExecution', startExecution(options.startExecution));

  const { ownResources = [], lookPausesMs = LOOK_PAUSES_MS } = options;
  const sdk = { clients: createSdkClients(options), ownResources };
  for (const [name, integration] of jobIntegrations({ ...sdk, lookPausesMs })) integrations.set(name, integration);
  const awsSdk = awsSdkIntegrations({ ...options, ...sdk, invoke: invoker.invoke });

  const find = (resource: string): Integration => {
    const parsed = parseTaskResource(resource);
    if (parsed?.kind === 'lambdaFunction') return functionTask;
    if (!parsed) return unsupportedIntegration;
    const { service, action, pattern } = parsed;
    const [, sdkService] = /^aws-sdk:(.+)$/.exec(service) ?? [];
    if (sdkService === undefined) return integrations.get(`${service}:${action}`) ?? unsupportedIntegration;
    return pattern.startsWith('sync') ? unsupportedIntegration : awsSdk(sdkService, action);
  };
  const jobsOf = (resource: string): Jobs => {
    const { jobs } = find(resource);
    if (!jobs) throw new Error(`${resource} starts no jobs.`);
    return jobs;
  };
  return {
    classify: (resource) => find(resource).callClass,
    lostError: (resource) => find(resource).lostError,
    call: (request, signal) => find(request.resource).call(request, signal),
    jobs: {
      look: (started, looks, signal) => jobsOf(started.resource).look(started, looks, signal),
      stop: (started) => jobsOf(started.resource).stop(started),
    },
    close: () => invoker.close(),
  };
}
