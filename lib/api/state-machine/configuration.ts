import { jsonEquals, type Json, type JsonObject } from '../../asl/json.ts';
import type { Revision } from '../../ports/revision.ts';
import { ApiError } from '../api-error.ts';
import type { encryptionConfiguration, loggingConfiguration, tracingConfiguration } from '../shapes/named-shapes.ts';
import type { ValueOf } from '../shapes/shape.ts';

/** The settings of a state machine beside its definition and role. */
interface Configuration {
  readonly loggingConfiguration?: ValueOf<typeof loggingConfiguration>;
  readonly tracingConfiguration?: ValueOf<typeof tracingConfiguration>;
  readonly encryptionConfiguration?: ValueOf<typeof encryptionConfiguration>;
}

type RevisionConfiguration = Pick<Revision, keyof Configuration>;

/** What a new machine has where the request says nothing. */
export const DEFAULT_CONFIGURATION: RevisionConfiguration = {
  loggingConfiguration: { level: 'OFF', includeExecutionData: false },
  tracingConfiguration: { enabled: false },
  encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
};

/** Checked settings of a request, with those it leaves out taken from `base`. */
export function configurationOf(request: Configuration, base: RevisionConfiguration): RevisionConfiguration {
  const { loggingConfiguration: logging, tracingConfiguration: tracing } = request;
  return {
    loggingConfiguration: logging === undefined ? base.loggingConfiguration : checkedLogging(logging),
    tracingConfiguration:
      tracing === undefined ? base.tracingConfiguration : { ...DEFAULT_CONFIGURATION.tracingConfiguration, ...tracing },
    encryptionConfiguration:
      request.encryptionConfiguration === undefined
        ? base.encryptionConfiguration
        : checkedEncryption(request.encryptionConfiguration),
  };
}

export function sameConfiguration(a: RevisionConfiguration, b: RevisionConfiguration): boolean {
  return (
    jsonEquals(a.loggingConfiguration, b.loggingConfiguration) &&
    jsonEquals(a.tracingConfiguration, b.tracingConfiguration) &&
    jsonEquals(a.encryptionConfiguration, b.encryptionConfiguration)
  );
}

/** All streams of a log group, which is what logs are sent to. */
const LOG_GROUP_ARN = /^arn:[\w-]+:logs:[\w-]+:\d{12}:log-group:[\w./#-]{1,512}:\*$/;

/** Only the form of a log group's ARN is checked, not whether there is such a group. */
function checkedLogging(given: NonNullable<Configuration['loggingConfiguration']>): JsonObject {
  const destinations = given.destinations ?? [];
  const off = (given.level ?? 'OFF') === 'OFF';
  if (destinations.length > 1 || (!off && destinations.length === 0)) {
    throw invalidLogging('Must specify exactly one Log Destination.');
  }
  const [{ cloudWatchLogsLogGroup: group } = {}] = destinations;
  if (destinations.length === 1 && !LOG_GROUP_ARN.test(group?.logGroupArn ?? '')) {
    throw invalidLogging('Log Destination not found.');
  }
  return { ...DEFAULT_CONFIGURATION.loggingConfiguration, ...(given as { readonly [member: string]: Json }) };
}

/** Customer managed keys are refused: data would be stored without them. What is wrong anyhow is told first (a guess). */
export function checkedEncryption(given: NonNullable<Configuration['encryptionConfiguration']>): JsonObject {
  const { type, kmsKeyId } = given;
  if (type === 'AWS_OWNED_KEY') {
    // The reuse period is for other keys only, and ignored (docs).
    if (kmsKeyId === undefined) return { type };
    throw invalidEncryption('kmsKeyId must not be specified with AWS_OWNED_KEY');
  }
  if (kmsKeyId === undefined) throw invalidEncryption('kmsKeyId must be specified with CUSTOMER_MANAGED_KMS_KEY');
  throw invalidEncryption('CUSTOMER_MANAGED_KMS_KEY is not supported yet by Stepyard.');
}

const invalidLogging = (reason: string) =>
  new ApiError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${reason}`);
const invalidEncryption = (reason: string) =>
  new ApiError('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: ${reason}`);
