const actions = (...lines: readonly string[]): ReadonlySet<string> => new Set(lines.flatMap((line) => line.split(' ')));

/**
 * Actions that Step Functions does not call through the AWS SDK, by service (docs: supported AWS SDK service
 * integrations): those that stream, those that AWS has given up, and those that are left to roles.
 */
export const UNSUPPORTED_SDK_ACTIONS: { readonly [service: string]: ReadonlySet<string> } = {
  applicationdiscovery: actions('describeExportConfigurations exportConfigurations'),
  bedrockagentruntime: actions('invokeAgent invokeFlow invokeInlineAgent optimizePrompt retrieveAndGenerateStream'),
  bedrockruntime: actions('invokeModelWithResponseStream converseStream'),
  cloudwatchlogs: actions('startLiveTail'),
  codedeploy: actions(
    'batchGetDeploymentInstances getDeploymentInstance listDeploymentInstances',
    'skipWaitTimeForInstanceTermination',
  ),
  comprehendmedical: actions('detectEntities'),
  dataexchange: actions('sendApiAsset'),
  directconnect: actions(
    'allocateConnectionOnInterconnect describeConnectionLoa describeConnectionsOnInterconnect',
    'describeInterconnectLoa',
  ),
  efs: actions('createTags'),
  elastictranscoder: actions('testRole'),
  emr: actions('describeJobFlows'),
  iot: actions('attachPrincipalPolicy listPrincipalPolicies detachPrincipalPolicy listPolicyPrincipals'),
  iotdeviceadvisor: actions('listTestCases'),
  iotsitewise: actions('invokeAssistant'),
  kinesis: actions('subscribeToShard'),
  lambda: actions('invokeAsync invokeWithResponseStream'),
  lexruntimev2: actions('startConversation'),
  mediapackage: actions('rotateChannelCredentials'),
  qbusiness: actions('chat'),
  rdsdata: actions('executeSql'),
  s3: actions('selectObjectContent'),
  s3control: actions('selectObjectContent'),
  sagemakerruntime: actions('invokeEndpointWithResponseStream'),
  securitylake: actions(
    'getDatalake getDatalakeAutoEnable getDatalakeExceptionsExpiry getDatalakeExceptionsSubscription',
    'getDatalakeStatus createSubscriptionNotificationConfiguration createDatalake',
    'createDatalakeAutoEnable createDatalakeDelegatedAdmin createDatalakeExceptionsSubscription',
    'deleteDatalake updateDatalake updateSubscriptionNotificationConfiguration',
    'updateDatalakeExceptionsExpiry updateDatalakeExceptionsSubscription deleteDatalakeAutoEnable',
    'deleteDatalakeDelegatedAdmin deleteDatalakeExceptionsSubscription',
    'deleteSubscriptionNotificationConfiguration listDatalakeExceptions',
  ),
  shield: actions('deleteSubscription'),
  sts: actions('assumeRole assumeRoleWithSAML assumeRoleWithWebIdentity'),
};
