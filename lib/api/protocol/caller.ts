/** Whose request it is and where it was sent, as its signature says. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
}

const DEFAULT_ACCOUNT = '000000000000';
const DEFAULT_REGION = 'us-east-1';
const ACCOUNT_ID = /^\d{12}$/;
/** Anything else would make ARNs that nobody can read. */
const REGION = /^[a-z0-9-]{1,32}$/;

/** Beginnings of region names outside of the partition `aws`. */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
];

/**
 * Reads `Credential=<access key id>/<date>/<region>/states/aws4_request` of the Authorization header. An access key id
 * of twelve digits names the account; without a usable header it is account 000000000000 in us-east-1.
 */
export function callerOf(authorization: string | undefined): Caller {
  const [accessKeyId = '', , region = ''] = credentialScope(authorization ?? '').split('/');
  const known = REGION.test(region) ? region : DEFAULT_REGION;
  return {
    account: ACCOUNT_ID.test(accessKeyId) ? accessKeyId : DEFAULT_ACCOUNT,
    region: known,
    partition: PARTITIONS.find(([prefix]) => known.startsWith(prefix))?.[1] ?? 'aws',
  };
}

function credentialScope(authorization: string): string {
  const marker = 'Credential=';
  const start = authorization.indexOf(marker);
  if (start < 0) return '';
  const end = authorization.indexOf(',', start);
  return authorization.slice(start + marker.length, end < 0 ? undefined : end).trim();
}
