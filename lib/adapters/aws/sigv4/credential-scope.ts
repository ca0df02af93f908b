import { incompleteSignature, invalidSignature } from './signature-errors.ts';

export const SERVICE = 'states';
const TERMINATOR = 'aws4_request';

/** Checks `keyid/date/region/service/term` against what the request must be signed for; answers the key's id. */
export function readCredential(credential: string, region: string, signedAt: string): string {
  const elements = credential.replace(/\/+$/, '').split('/');
  const [accessKeyId, date, scopeRegion, service, terminator] = elements;
  if (elements.length !== 5 || accessKeyId === undefined) {
    throw incompleteSignature(
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, ' +
        `got '${credential}'`,
    );
  }
  const day = signedAt.slice(0, 8);
  const wrong = [
    scopeRegion === region ? '' : `Credential should be scoped to a valid region, not '${scopeRegion ?? ''}'. `,
    service === SERVICE ? '' : `Credential should be scoped to correct service: '${SERVICE}'. `,
    terminator === TERMINATOR
      ? ''
      : `Credential should be scoped with a valid terminator: '${TERMINATOR}', not '${terminator ?? ''}'. `,
    date === day
      ? ''
      : 'Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: ' +
        `'${date ?? ''}' != '${day}', from '${signedAt}'.`,
  ].join('');
  if (wrong !== '') throw invalidSignature(wrong);
  return accessKeyId;
}
