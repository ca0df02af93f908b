import { jsonEquals, type Json, type JsonObject } from '../../asl/json.ts';
import type { Revision } from '../../ports/revision.ts';
import { ApiError } from '../api-error.ts';
import { parseLogGroupArn } from '../arn/log-group-arn.ts';
import type { encryptionConfiguration, loggingConfiguration, tracingConfiguration } from '../shapes/named-shapes.ts';
import type { ValueOf } from '../shapes/shape.ts';
import { AWS_OWNED_KEY, checkedEncryption } from './encryption.ts';

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
  encryptionConfiguration: AWS_OWNED_KEY,
};

/** Checked settings of a request to a region, with those it leaves out taken from `base`. */
export function configurationOf(
  request: Configuration,
  base: RevisionConfiguration,
  region: string,
): RevisionConfiguration {
  const { loggingConfiguration: logging, tracingConfiguration: tracing, encryptionConfiguration: encryption } = request;
  return {
    loggingConfiguration: logging === undefined ? base.loggingConfiguration : checkedLogging(logging),
    tracingConfiguration:
      tracing === undefined ? base.tracingConfiguration : { ...DEFAULT_CONFIGURATION.tracingConfiguration, ...tracing },
    encryptionConfiguration:
      encryption === undefined ? base.encryptionConfiguration : checkedEncryption(encryption, region),
  };
}

export function sameConfiguration(a: RevisionConfiguration, b: RevisionConfiguration): boolean {
  return (
    jsonEquals(a.loggingConfiguration, b.loggingConfiguration) &&
    jsonEquals(a.tracingConfiguration, b.tracingConfiguration) &&
    jsonEquals(a.encryptionConfiguration, b.encryptionConfiguration)
  );
}

/** Only the form of a log group's ARN is checked, not whether there is such a group. */
function checkedLogging(given: NonNullable<Configuration['loggingConfiguration']>): JsonObject {
  const destinations = given.destinations ?? [];
  const off = (given.level ?? 'OFF') === 'OFF';
  if (destinations.length > 1 || (!off && destinations.length === 0)) {
    throw invalidLogging('Must specify exactly one Log Destination.');
  }
  const [{ cloudWatchLogsLogGroup: group } = {}] = destinations;
  if (destinations.length === 1 && parseLogGroupArn(group?.logGroupArn ?? '') === undefined) {
    throw invalidLogging('Log Destination not found.');
  }
  return { ...DEFAULT_CONFIGURATION.loggingConfiguration, ...(given as { readonly [member: string]: Json }) };
}

const invalidLogging = (reason: string) =>
  new ApiError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${reason}`);
