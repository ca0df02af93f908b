import { createHash, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ApiRequest } from '../../../api/protocol/message.ts';
import type { Ms } from '../../../ports/execution-store.ts';
import type { FindSecret } from '../access-keys/secret-cache.ts';
import { readAuthorization, type Authorization } from './authorization.ts';
import { readCredential, SERVICE } from './credential-scope.ts';
import { Sha256 } from './sha256.ts';
import {
  incompleteSignature,
  invalidSignature,
  signatureDoesNotMatch,
  unrecognizedClient,
} from './signature-errors.ts';
import { readSigningDate } from './signing-date.ts';

export interface VerifierOptions {
  /** The only region that requests may be signed for. */
  readonly region: string;
  readonly findSecret: FindSecret;
  now(): Ms;
}

const ALGORITHM = 'AWS4-HMAC-SHA256';
const PAYLOAD_HASH = 'x-amz-content-sha256';
const UNSIGNED_PAYLOAD = 'UNSIGNED-PAYLOAD';

/**
 * Checks the Signature Version 4 in a request's headers, in AWS's order; throws the ApiError that AWS would answer.
 * The signature is calculated by the signer that the AWS SDK uses. Requests of this API have no query string, and
 * signatures in one are not accepted.
 */
export async function verifyRequest(request: ApiRequest, options: VerifierOptions): Promise<void> {
  const { headers } = request;
  const signedAt = headers['x-amz-date'] ?? '';
  const authorization = readAuthorization(headers.authorization, signedAt !== '');
  const date = readSigningDate(signedAt, options.now());
  if (!authorization.signedHeaders.includes('host')) {
    throw invalidSignature("'Host' must be a 'SignedHeader' in the AWS Authorization.");
  }
  if (authorization.algorithm !== ALGORITHM) {
    throw incompleteSignature(
      `Unsupported AWS 'algorithm': '${authorization.algorithm}' (only ${ALGORITHM} for now). `,
    );
  }
  const accessKeyId = readCredential(authorization.credential, options.region, signedAt);
  const secretAccessKey = await options.findSecret(accessKeyId);
  if (secretAccessKey === undefined) throw unrecognizedClient();
  checkPayload(request);
  const expected = await signatureOf(request, authorization, { accessKeyId, secretAccessKey }, options.region, date);
  if (!isSame(expected, authorization.signature)) throw signatureDoesNotMatch();
  // Access keys of Stepyard come without session tokens.
  if ((headers['x-amz-security-token'] ?? '') !== '') throw unrecognizedClient();
}

/** A hash that the client states must be that of the body; it may also say that it signed none, as over TLS it can. */
function checkPayload({ headers, body }: ApiRequest): void {
  const stated = headers[PAYLOAD_HASH];
  if (stated === undefined || stated === UNSIGNED_PAYLOAD) return;
  if (stated !== createHash('sha256').update(body).digest('hex')) throw signatureDoesNotMatch();
}

async function signatureOf(
  { method, path, headers, body }: ApiRequest,
  { signedHeaders }: Authorization,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  region: string,
  signingDate: Date,
): Promise<string> {
  const signer = new SignatureV4({ credentials, region, service: SERVICE, sha256: Sha256, applyChecksum: false });
  const kept = Object.fromEntries(signedHeaders.map((name) => [name, headers[name] ?? '']));
  const signed = await signer.sign(
    { method, protocol: 'https:', hostname: headers.host ?? '', path, headers: kept, body },
    { signingDate, signableHeaders: new Set(signedHeaders) },
  );
  return readAuthorization(signed.headers.authorization, true).signature;
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}
