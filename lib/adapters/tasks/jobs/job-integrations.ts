import type { Integration } from '../integration.ts';
import { ATHENA } from './athena.ts';
import { BATCH } from './batch.ts';
import { CODEBUILD } from './codebuild.ts';
import { ECS } from './ecs.ts';
import { GLUE } from './glue.ts';
import { jobCalls, type JobCallsOptions } from './job-calls.ts';
import { jobIntegration, type LookOptions } from './job-integration.ts';
import type { JobService } from './job-service.ts';

/** Services by their name in a Resource. */
const SERVICES: Readonly<Record<string, JobService>> = {
  athena: ATHENA,
  batch: BATCH,
  codebuild: CODEBUILD,
  ecs: ECS,
  glue: GLUE,
};

/** The optimized integrations of services that run jobs, by `service:action`. */
export function jobIntegrations(options: JobCallsOptions & LookOptions): ReadonlyMap<string, Integration> {
  const integrations = Object.entries(SERVICES).flatMap(([serviceName, service]) => {
    const call = jobCalls(service, options);
    return Object.entries(service.actions).map(
      ([name, action]) => [`${serviceName}:${name}`, jobIntegration(service, name, action, call, options)] as const,
    );
  });
  return new Map(integrations);
}
