import { boolean, integer, list, oneOf, pattern, required, string, structure } from './shape.ts';

/** Shapes of the service model that several actions share, under the model's names. */

export const arn = string({ min: 1, max: 256 });
export const longArn = string({ min: 1, max: 2000 });
export const name = string({ min: 1, max: 80 });
export const characterRestrictedName = string({
  min: 1,
  max: 80,
  pattern: pattern('^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$'),
});
export const definition = string({ min: 1, max: 1_048_576, sensitive: true });
export const sensitiveData = string({ max: 262_144, bytes: true, sensitive: true });
export const sensitiveError = string({ max: 256, sensitive: true });
export const sensitiveCause = string({ max: 32_768, sensitive: true });
export const description = string({ max: 256, sensitive: true });
export const clientToken = string({ min: 1, max: 64, pattern: pattern('[!-~]+') });
export const taskToken = string({ min: 1, max: 2048, sensitive: true });
export const traceHeader = string({ max: 256, pattern: pattern('\\p{ASCII}*') });
export const revisionId = string();
export const pageSize = integer(0, 1000);
export const pageToken = string({ min: 1, max: 1024 });
export const listExecutionsPageToken = string({ min: 1, max: 3096 });

export const stateMachineType = oneOf('STANDARD', 'EXPRESS');
export const includedData = oneOf('ALL_DATA', 'METADATA_ONLY');
/** In the order in which AWS's error text lists them. */
export const executionStatus = oneOf('SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING');

export const tags = list(
  structure('Tag', { key: required(string({ min: 1, max: 128 })), value: string({ min: 0, max: 256 }) }),
);
export const tagKeys = list(string({ min: 1, max: 128 }));

export const loggingConfiguration = structure('LoggingConfiguration', {
  level: oneOf('ALL', 'ERROR', 'FATAL', 'OFF'),
  includeExecutionData: boolean,
  destinations: list(
    structure('LogDestination', {
      cloudWatchLogsLogGroup: structure('CloudWatchLogsLogGroup', { logGroupArn: arn }),
    }),
  ),
});

export const tracingConfiguration = structure('TracingConfiguration', { enabled: boolean });

export const encryptionConfiguration = structure('EncryptionConfiguration', {
  kmsKeyId: string({ min: 1, max: 2048 }),
  kmsDataKeyReusePeriodSeconds: integer(60, 900),
  type: required(oneOf('AWS_OWNED_KEY', 'CUSTOMER_MANAGED_KMS_KEY')),
});

export const routingConfiguration = list(
  structure('RoutingConfigurationListItem', {
    stateMachineVersionArn: required(arn),
    weight: required(integer(0, 100)),
  }),
  { min: 1, max: 2 },
);
