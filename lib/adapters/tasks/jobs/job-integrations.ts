import type { Integration } from '../integration.ts';
import { ATHENA } from './athena.ts';
import { BATCH } from './batch.ts';
import { BEDROCK, BEDROCK_RUNTIME } from './bedrock.ts';
import { CODEBUILD } from './codebuild.ts';
import { DATABREW } from './databrew.ts';
import { ECS } from './ecs.ts';
import { EKS } from './eks.ts';
import { ELASTIC_MAP_REDUCE } from './elasticmapreduce.ts';
import { EMR_CONTAINERS } from './emr-containers.ts';
import { EMR_SERVERLESS } from './emr-serverless.ts';
import { GLUE } from './glue.ts';
import { jobCalls, type JobCallsOptions } from './job-calls.ts';
import { jobIntegration } from './job-integration.ts';
import type { LookOptions } from './job-looks.ts';
import type { JobService } from './job-service.ts';
import { MEDIACONVERT } from './mediaconvert.ts';
import { SAGEMAKER } from './sagemaker.ts';

/** Services by their name in a Resource, which need not be that of one API. */
const SERVICES: readonly (readonly [name: string, service: JobService])[] = [
  ['athena', ATHENA],
  ['batch', BATCH],
  ['bedrock', BEDROCK],
  ['bedrock', BEDROCK_RUNTIME],
  ['codebuild', CODEBUILD],
  ['databrew', DATABREW],
  ['ecs', ECS],
  ['eks', EKS],
  ['elasticmapreduce', ELASTIC_MAP_REDUCE],
  ['emr-containers', EMR_CONTAINERS],
  ['emr-serverless', EMR_SERVERLESS],
  ['glue', GLUE],
  ['mediaconvert', MEDIACONVERT],
  ['sagemaker', SAGEMAKER],
];

/** The optimized integrations of services that run jobs, by `service:action`. */
export function jobIntegrations(options: JobCallsOptions & LookOptions): ReadonlyMap<string, Integration> {
  const integrations = SERVICES.flatMap(([serviceName, service]) => {
    const call = jobCalls(service, options);
    return Object.entries(service.actions).map(
      ([name, action]) => [`${serviceName}:${name}`, jobIntegration(service, name, action, call, options)] as const,
    );
  });
  return new Map(integrations);
}
