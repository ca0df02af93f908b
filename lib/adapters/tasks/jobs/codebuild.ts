import { endsWith, errorNaming, type JobRules, type JobService } from './job-service.ts';

/** A build, or a batch of builds: the API has the same for both. */
function buildRules(kind: 'Build' | 'BuildBatch'): JobRules {
  const plural = kind === 'Build' ? 'Builds' : 'BuildBatches';
  return {
    answered: { Id: `${kind}.Id` },
    look: { action: `batchGet${plural}`, parameters: ({ Id = '' }) => ({ Ids: [Id] }) },
    found: `${plural}.0`,
    status: `${kind}Status`,
    ends: endsWith(['SUCCEEDED'], ['FAILED', 'FAULT', 'TIMED_OUT', 'STOPPED']),
    output: (build) => ({ [kind]: build }),
    stop: { action: `stop${kind}`, parameters: ({ Id = '' }) => ({ Id }) },
  };
}

/** Builds of CodeBuild. */
export const CODEBUILD: JobService = {
  sdk: 'codebuild',
  errors: errorNaming('CodeBuild', 'AWSCodeBuild'),
  actions: {
    startBuild: { clientToken: 'idempotencyToken', job: buildRules('Build') },
    startBuildBatch: { clientToken: 'idempotencyToken', job: buildRules('BuildBatch') },
    retryBuildBatch: { clientToken: 'idempotencyToken', job: buildRules('BuildBatch') },
    stopBuild: {},
    stopBuildBatch: {},
    batchDeleteBuilds: {},
    batchGetReports: {},
    deleteBuildBatch: {},
  },
};
