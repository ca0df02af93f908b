/** How a Task waits for the service: request-response needs no suffix and exists for every action. */
type IntegrationPattern = 'sync' | 'sync:2' | 'waitForTaskToken';

type Actions = { readonly [action: string]: readonly IntegrationPattern[] };

const none: readonly IntegrationPattern[] = [];
const sync: readonly IntegrationPattern[] = ['sync'];
const token: readonly IntegrationPattern[] = ['waitForTaskToken'];

const actions = (patterns: readonly IntegrationPattern[], ...names: readonly string[]): Actions =>
  Object.fromEntries(names.map((name) => [name, patterns]));

/** Optimized integrations: service, action, and the patterns besides request-response (docs: optimized integrations). */
export const OPTIMIZED_INTEGRATIONS: { readonly [service: string]: Actions } = {
  apigateway: actions(token, 'invoke'),
  athena: {
    ...actions(sync, 'startQueryExecution'),
    ...actions(none, 'stopQueryExecution', 'getQueryExecution', 'getQueryResults'),
  },
  batch: actions(sync, 'submitJob'),
  bedrock: { ...actions(token, 'invokeModel'), ...actions(sync, 'createModelCustomizationJob') },
  codebuild: {
    ...actions(sync, 'startBuild', 'startBuildBatch', 'retryBuildBatch'),
    ...actions(none, 'stopBuild', 'stopBuildBatch', 'batchDeleteBuilds', 'batchGetReports', 'deleteBuildBatch'),
  },
  databrew: actions(sync, 'startJobRun'),
  dynamodb: actions(none, 'getItem', 'putItem', 'updateItem', 'deleteItem'),
  ecs: actions([...sync, ...token], 'runTask'),
  eks: {
    ...actions(sync, 'createCluster', 'deleteCluster', 'createNodegroup', 'deleteNodegroup'),
    ...actions(sync, 'createFargateProfile', 'deleteFargateProfile'),
    ...actions([...sync, ...token], 'runJob'),
    ...actions(token, 'call'),
  },
  elasticmapreduce: {
    ...actions(sync, 'createCluster', 'terminateCluster', 'addStep'),
    ...actions(none, 'setClusterTerminationProtection', 'cancelStep'),
    ...actions(none, 'modifyInstanceFleetByName', 'modifyInstanceGroupByName'),
  },
  'emr-containers': {
    ...actions(none, 'createVirtualCluster'),
    ...actions(sync, 'deleteVirtualCluster', 'startJobRun'),
  },
  'emr-serverless': {
    ...actions(sync, 'createApplication', 'startApplication', 'stopApplication', 'deleteApplication'),
    ...actions(sync, 'startJobRun', 'cancelJobRun'),
  },
  events: actions(token, 'putEvents'),
  glue: actions(sync, 'startJobRun'),
  http: actions(none, 'invoke'),
  lambda: actions(token, 'invoke'),
  mediaconvert: actions(sync, 'createJob'),
  sagemaker: {
    ...actions(sync, 'createTrainingJob', 'createTransformJob', 'createHyperParameterTuningJob'),
    ...actions(sync, 'createLabelingJob', 'createProcessingJob'),
    ...actions(none, 'createEndpoint', 'createEndpointConfig', 'createModel', 'updateEndpoint'),
  },
  sns: actions(token, 'publish'),
  sqs: actions(token, 'sendMessage'),
  states: actions(['sync', 'sync:2', 'waitForTaskToken'], 'startExecution'),
};
