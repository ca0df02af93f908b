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

/** Whether the log group exists is not checked. */
function checkedLogging(given: NonNullable<Configuration['loggingConfiguration']>): JsonObject {
  const destinations = given.destinations ?? [];
  const off = (given.level ?? 'OFF') === 'OFF';
  if (destinations.length > 1 || (!off && destinations.length === 0)) {
    throw new ApiError(
      'InvalidLoggingConfiguration',
      'Invalid Logging Configuration: Must specify exactly one Log Destination.',
    );
  }
  return { ...DEFAULT_CONFIGURATION.loggingConfiguration, ...(given as { readonly [member: string]: Json }) };
}

/** Customer managed keys are refused: data would be stored without them. */
export function checkedEncryption(given: NonNullable<Configuration['encryptionConfiguration']>): JsonObject {
  if (given.type === 'AWS_OWNED_KEY') return { ...given };
  throw new ApiError(
    'InvalidEncryptionConfiguration',
    'Invalid Encryption Configuration: CUSTOMER_MANAGED_KMS_KEY is not supported yet by Stepyard.',
  );
}
