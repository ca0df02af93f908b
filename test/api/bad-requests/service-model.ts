/** What the service model says of a member's value; lengths are in characters unless `bytes` says otherwise. */
export type ModelType =
  | {
      readonly kind: 'String';
      readonly min?: number;
      readonly max?: number;
      readonly pattern?: string;
      readonly values?: readonly string[];
      readonly sensitive?: true;
    }
  | { readonly kind: 'Integer' | 'Long' | 'Float'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'Boolean' }
  | { readonly kind: 'list'; readonly of: string; readonly min?: number; readonly max?: number }
  | { readonly kind: 'structure'; readonly members: ModelMembers };

/** Names of types by member; a `!` after the type says that the member is required. */
export type ModelMembers = Readonly<Record<string, string>>;

const text = (min?: number, max?: number) =>
  ({ kind: 'String', ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }) as const;
const secret = (min?: number, max?: number) => ({ ...text(min, max), sensitive: true }) as const;
const oneOf = (...values: readonly string[]) => ({ kind: 'String', values }) as const;
const integer = (min: number, max?: number) =>
  ({ kind: 'Integer', min, ...(max === undefined ? {} : { max }) }) as const;
const structure = (members: ModelMembers) => ({ kind: 'structure', members }) as const;
const list = (of: string, min?: number, max?: number) =>
  ({ kind: 'list', of, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }) as const;

/** The types of requests as AWS publishes them (service model of 2016-11-23). */
export const TYPES: Readonly<Record<string, ModelType>> = {
  Boolean: { kind: 'Boolean' },
  Arn: text(1, 256),
  LongArn: text(1, 2000),
  Name: text(1, 80),
  CharacterRestrictedName: { ...text(1, 80), pattern: '^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$' },
  ClientToken: { ...text(1, 64), pattern: '[!-~]+' },
  Definition: secret(1, 1_048_576),
  SensitiveData: secret(undefined, 262_144),
  SensitiveError: secret(undefined, 256),
  SensitiveCause: secret(undefined, 32_768),
  Description: secret(undefined, 256),
  TaskToken: secret(1, 2048),
  TraceHeader: { ...text(undefined, 256), pattern: '\\p{ASCII}*' },
  RevisionId: text(),
  PageToken: text(1, 1024),
  ListExecutionsPageToken: text(1, 3096),
  PageSize: integer(0, 1000),
  ValidateStateMachineDefinitionMaxResult: integer(0, 100),
  NonNegative: integer(0),
  MaxConcurrency: integer(0),
  ToleratedFailureCount: { kind: 'Long', min: 0 },
  ToleratedFailurePercentage: { kind: 'Float', min: 0, max: 100 },
  VersionWeight: integer(0, 100),
  KmsKeyId: text(1, 2048),
  KmsDataKeyReusePeriodSeconds: integer(60, 900),
  StateMachineType: oneOf('STANDARD', 'EXPRESS'),
  IncludedData: oneOf('ALL_DATA', 'METADATA_ONLY'),
  ExecutionStatus: oneOf('SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'),
  ExecutionRedriveFilter: oneOf('REDRIVEN', 'NOT_REDRIVEN'),
  LogLevel: oneOf('ALL', 'ERROR', 'FATAL', 'OFF'),
  EncryptionType: oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY'),
  InspectionLevel: oneOf('INFO', 'DEBUG', 'TRACE'),
  MockResponseValidationMode: oneOf('STRICT', 'PRESENT', 'NONE'),
  Severity: oneOf('ERROR', 'WARNING'),
  TagKey: text(1, 128),
  TagValue: text(0, 256),
  // The model does not say that a key is required; what AWS makes of a tag without one is not known.
  Tag: structure({ key: 'TagKey!', value: 'TagValue' }),
  TagList: list('Tag'),
  TagKeyList: list('TagKey'),
  CloudWatchLogsLogGroup: structure({ logGroupArn: 'Arn' }),
  LogDestination: structure({ cloudWatchLogsLogGroup: 'CloudWatchLogsLogGroup' }),
  LogDestinationList: list('LogDestination'),
  LoggingConfiguration: structure({
    level: 'LogLevel',
    includeExecutionData: 'Boolean',
    destinations: 'LogDestinationList',
  }),
  TracingConfiguration: structure({ enabled: 'Boolean' }),
  EncryptionConfiguration: structure({
    kmsKeyId: 'KmsKeyId',
    kmsDataKeyReusePeriodSeconds: 'KmsDataKeyReusePeriodSeconds',
    type: 'EncryptionType!',
  }),
  RoutingConfigurationListItem: structure({ stateMachineVersionArn: 'Arn!', weight: 'VersionWeight!' }),
  RoutingConfigurationList: list('RoutingConfigurationListItem', 1, 2),
  MockErrorOutput: structure({ error: 'SensitiveError', cause: 'SensitiveCause' }),
  MockInput: structure({
    result: 'SensitiveData',
    errorOutput: 'MockErrorOutput',
    fieldValidationMode: 'MockResponseValidationMode',
  }),
  TestStateConfiguration: structure({
    retrierRetryCount: 'NonNegative',
    errorCausedByState: 'Name',
    mapIterationFailureCount: 'NonNegative',
    mapItemReaderData: 'SensitiveData',
  }),
};

/** The members of every action's request. */
export const ACTIONS: Readonly<Record<string, ModelMembers>> = {
  CreateActivity: { name: 'Name!', tags: 'TagList', encryptionConfiguration: 'EncryptionConfiguration' },
  CreateStateMachine: {
    name: 'Name!',
    definition: 'Definition!',
    roleArn: 'Arn!',
    type: 'StateMachineType',
    loggingConfiguration: 'LoggingConfiguration',
    tags: 'TagList',
    tracingConfiguration: 'TracingConfiguration',
    publish: 'Boolean',
    versionDescription: 'Description',
    encryptionConfiguration: 'EncryptionConfiguration',
  },
  CreateStateMachineAlias: {
    description: 'Description',
    name: 'CharacterRestrictedName!',
    routingConfiguration: 'RoutingConfigurationList!',
  },
  DeleteActivity: { activityArn: 'Arn!' },
  DeleteStateMachine: { stateMachineArn: 'Arn!' },
  DeleteStateMachineAlias: { stateMachineAliasArn: 'Arn!' },
  DeleteStateMachineVersion: { stateMachineVersionArn: 'LongArn!' },
  DescribeActivity: { activityArn: 'Arn!' },
  DescribeExecution: { executionArn: 'Arn!', includedData: 'IncludedData' },
  DescribeMapRun: { mapRunArn: 'LongArn!' },
  DescribeStateMachine: { stateMachineArn: 'Arn!', includedData: 'IncludedData' },
  DescribeStateMachineAlias: { stateMachineAliasArn: 'Arn!' },
  DescribeStateMachineForExecution: { executionArn: 'Arn!', includedData: 'IncludedData' },
  GetActivityTask: { activityArn: 'Arn!', workerName: 'Name' },
  GetExecutionHistory: {
    executionArn: 'Arn!',
    maxResults: 'PageSize',
    reverseOrder: 'Boolean',
    nextToken: 'PageToken',
    includeExecutionData: 'Boolean',
  },
  ListActivities: { maxResults: 'PageSize', nextToken: 'PageToken' },
  ListExecutions: {
    stateMachineArn: 'Arn',
    statusFilter: 'ExecutionStatus',
    maxResults: 'PageSize',
    nextToken: 'ListExecutionsPageToken',
    mapRunArn: 'LongArn',
    redriveFilter: 'ExecutionRedriveFilter',
  },
  ListMapRuns: { executionArn: 'Arn!', maxResults: 'PageSize', nextToken: 'PageToken' },
  ListStateMachineAliases: { stateMachineArn: 'Arn!', nextToken: 'PageToken', maxResults: 'PageSize' },
  ListStateMachineVersions: { stateMachineArn: 'Arn!', nextToken: 'PageToken', maxResults: 'PageSize' },
  ListStateMachines: { maxResults: 'PageSize', nextToken: 'PageToken' },
  ListTagsForResource: { resourceArn: 'Arn!' },
  PublishStateMachineVersion: { stateMachineArn: 'Arn!', revisionId: 'RevisionId', description: 'Description' },
  RedriveExecution: { executionArn: 'Arn!', clientToken: 'ClientToken' },
  SendTaskFailure: { taskToken: 'TaskToken!', error: 'SensitiveError', cause: 'SensitiveCause' },
  SendTaskHeartbeat: { taskToken: 'TaskToken!' },
  SendTaskSuccess: { taskToken: 'TaskToken!', output: 'SensitiveData!' },
  StartExecution: { stateMachineArn: 'Arn!', name: 'Name', input: 'SensitiveData', traceHeader: 'TraceHeader' },
  StartSyncExecution: {
    stateMachineArn: 'Arn!',
    name: 'Name',
    input: 'SensitiveData',
    traceHeader: 'TraceHeader',
    includedData: 'IncludedData',
  },
  StopExecution: { executionArn: 'Arn!', error: 'SensitiveError', cause: 'SensitiveCause' },
  TagResource: { resourceArn: 'Arn!', tags: 'TagList!' },
  TestState: {
    definition: 'Definition!',
    roleArn: 'Arn',
    input: 'SensitiveData',
    inspectionLevel: 'InspectionLevel',
    revealSecrets: 'Boolean',
    variables: 'SensitiveData',
    stateName: 'Name',
    mock: 'MockInput',
    context: 'SensitiveData',
    stateConfiguration: 'TestStateConfiguration',
  },
  UntagResource: { resourceArn: 'Arn!', tagKeys: 'TagKeyList!' },
  UpdateMapRun: {
    mapRunArn: 'LongArn!',
    maxConcurrency: 'MaxConcurrency',
    toleratedFailurePercentage: 'ToleratedFailurePercentage',
    toleratedFailureCount: 'ToleratedFailureCount',
  },
  UpdateStateMachine: {
    stateMachineArn: 'Arn!',
    definition: 'Definition',
    roleArn: 'Arn',
    loggingConfiguration: 'LoggingConfiguration',
    tracingConfiguration: 'TracingConfiguration',
    publish: 'Boolean',
    versionDescription: 'Description',
    encryptionConfiguration: 'EncryptionConfiguration',
  },
  UpdateStateMachineAlias: {
    stateMachineAliasArn: 'Arn!',
    description: 'Description',
    routingConfiguration: 'RoutingConfigurationList',
  },
  ValidateStateMachineDefinition: {
    definition: 'Definition!',
    type: 'StateMachineType',
    severity: 'Severity',
    maxResults: 'ValidateStateMachineDefinitionMaxResult',
  },
};
