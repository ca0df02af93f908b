import type { JsonObject } from '../../asl/json.ts';
import { ApiError } from '../api-error.ts';
import type { Call } from '../call.ts';
import type { encryptionConfiguration } from '../shapes/named-shapes.ts';
import type { ValueOf } from '../shapes/shape.ts';

type Given = NonNullable<ValueOf<typeof encryptionConfiguration>>;

/** What is encrypted with a key of AWS: every state machine and activity whose request says nothing else. */
export const AWS_OWNED_KEY: JsonObject = { type: 'AWS_OWNED_KEY' };

/** How long a data key is used again where the request does not say it (docs: of the CDK). */
const REUSE_PERIOD_SECONDS = 300;

const KEY_ID = /^(?:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}|mrk-[\da-f]{32})$/;
const ALIAS = /^alias\/[\w/-]{1,250}$/;
const KMS_ARN = /^arn:[\w-]+:kms:(?<region>[\w-]+):\d{12}:(?<resource>key\/(?<keyId>.+)|alias\/.+)$/;

/**
 * The encryptionConfiguration of a request, complete. InvalidEncryptionConfiguration for one that cannot be; texts as seen
 * by others. Only the form of kmsKeyId is checked: no key is looked for, and nothing is encrypted with it.
 */
export function checkedEncryption(given: Given, region: string): JsonObject {
  const { type, kmsKeyId, kmsDataKeyReusePeriodSeconds = REUSE_PERIOD_SECONDS } = given;
  if (type === 'AWS_OWNED_KEY') {
    const custom = (['kmsKeyId', 'kmsDataKeyReusePeriodSeconds'] as const).find((name) => given[name] !== undefined);
    if (custom === undefined) return AWS_OWNED_KEY;
    throw invalidEncryption(`Custom ${custom} is not allowed when selecting AWS_OWNED_KEY.`);
  }
  if (kmsKeyId === undefined) throw invalidEncryption('Must set a valid kmsKeyId.');
  checkKey(kmsKeyId, region);
  return { kmsKeyId, kmsDataKeyReusePeriodSeconds, type };
}

/** A key id, an alias, or the ARN of either; a key of another region is none that could be used. */
function checkKey(kmsKeyId: string, region: string): void {
  if (KEY_ID.test(kmsKeyId) || ALIAS.test(kmsKeyId)) return;
  const { region: other, resource = '', keyId } = KMS_ARN.exec(kmsKeyId)?.groups ?? {};
  const isKey = keyId === undefined ? ALIAS.test(resource) : KEY_ID.test(keyId);
  // That a key of no known form is refused in these words is a guess.
  if (other === undefined || !isKey) throw invalidEncryption('Must set a valid kmsKeyId.');
  if (other !== region) throw invalidEncryption(`Invalid arn ${other}`);
}

/** Tells the operator when a new configuration names a key that Stepyard does not encrypt with. */
export function warnOfUnusedKey({ context }: Call, arn: string, { kmsKeyId }: JsonObject): void {
  if (typeof kmsKeyId !== 'string') return;
  context.log({
    level: 'warning',
    message: `${arn}: the key ${kmsKeyId} is kept in the configuration, but data is not encrypted with it`,
  });
}

const invalidEncryption = (reason: string) =>
  new ApiError('InvalidEncryptionConfiguration', `Invalid Encryption Configuration: ${reason}`);
