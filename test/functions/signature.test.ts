import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyRequest } from '../../lib/adapters/aws/sigv4/verify-request.ts';
import type { ApiRequest } from '../../lib/api/protocol/message.ts';

const accessKeyId = 'STEPEXAMPLEEXAMPLE22';
const secret = 'a-secret/of+forty characters, as AWS has';
const now = Date.parse('2026-11-21T12:00:00Z');
const body = '{"stateMachineArn":"arn"}';
const bodyHash = createHash('sha256').update(body).digest('hex');

interface Signing {
  readonly date?: string;
  readonly scope?: string;
  readonly algorithm?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly payloadHash?: string;
  readonly secret?: string;
  readonly signed?: readonly string[];
}

/** Signs by the book, independently of the SDK's signer. */
function signedRequest(signing: Signing = {}): ApiRequest {
  const { date = '20261121T120000Z', scope = '20261121/us-east-1/states/aws4_request' } = signing;
  const headers: Record<string, string> = {
    host: 'api.example.com',
    'content-type': 'application/x-amz-json-1.0',
    'user-agent': 'a client',
    'x-amz-date': date,
    'x-amz-target': 'AWSStepFunctions.StartExecution',
    ...signing.headers,
  };
  const signed = signing.signed ?? Object.keys(headers).sort();
  const canonical = [
    'POST\n/\n',
    ...signed.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    `\n${signed.join(';')}`,
    signing.payloadHash ?? bodyHash,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', date, scope, createHash('sha256').update(canonical).digest('hex')].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Buffer>(
      (previous, part) => createHmac('sha256', previous).update(part).digest(),
      `AWS4${signing.secret ?? secret}`,
    );
  const signature = createHmac('sha256', key).update(text).digest('hex');
  const credential = `Credential=${accessKeyId}/${scope}`;
  const authorization = `${signing.algorithm ?? 'AWS4-HMAC-SHA256'} ${credential}, SignedHeaders=${signed.join(';')}, Signature=${signature}`;
  return { method: 'POST', path: '/', headers: { ...headers, authorization }, body };
}

const verify = (request: ApiRequest) =>
  verifyRequest(request, {
    region: 'us-east-1',
    findSecret: async (id) => (id === accessKeyId ? secret : undefined),
    now: () => now,
  });

const withHeader = (request: ApiRequest, name: string, value: string | undefined): ApiRequest => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

const NO_MATCH =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.';
const hash = 'x-amz-content-sha256';

describe('a signature is accepted', () => {
  test.each<[string, Signing]>([
    ['over every header, as the SDK for JavaScript signs', {}],
    ['over a few headers, as boto signs', { signed: ['content-type', 'host', 'x-amz-date', 'x-amz-target'] }],
    ['with the hash of the payload in a header', { headers: { [hash]: bodyHash } }],
    ['without one over the payload', { headers: { [hash]: 'UNSIGNED-PAYLOAD' }, payloadHash: 'UNSIGNED-PAYLOAD' }],
    ['with blanks in headers', { headers: { 'x-amz-user-agent': '  two   blanks ' } }],
    ['five minutes after it was made', { date: '20261121T115500Z' }],
    ['from a clock that is five minutes ahead', { date: '20261121T120500Z' }],
  ])('%s', async (_, signing) => {
    await expect(verify(signedRequest(signing))).resolves.toBeUndefined();
  });
});

describe('a request is refused', () => {
  test.each<[string, ApiRequest, string, string | RegExp]>([
    [
      'without a signature',
      withHeader(signedRequest(), 'authorization', undefined),
      'MissingAuthenticationTokenException',
      'Request is missing Authentication Token',
    ],
    [
      'with another kind of authorization',
      withHeader(signedRequest(), 'authorization', 'Bearer abc'),
      'MissingAuthenticationTokenException',
      'Request is missing Authentication Token',
    ],
    [
      'with half an Authorization header',
      withHeader(signedRequest(), 'authorization', 'AWS4-HMAC-SHA256 Credential=a/b/c/d/e'),
      'IncompleteSignatureException',
      "Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization=AWS4-HMAC-SHA256",
    ],
    [
      'without a date',
      withHeader(signedRequest(), 'x-amz-date', undefined),
      'IncompleteSignatureException',
      /requires existence of either a 'X-Amz-Date' or a 'Date' header/,
    ],
    [
      'with another algorithm',
      signedRequest({ algorithm: 'AWS4-ECDSA-P256-SHA256' }),
      'IncompleteSignatureException',
      "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256' (only AWS4-HMAC-SHA256 for now). ",
    ],
    [
      'with a date that is none',
      signedRequest({ date: '2026-11-21T12:00:00Z' }),
      'IncompleteSignatureException',
      "Date must be in ISO-8601 'basic format'. Got '2026-11-21T12:00:00Z'. See http://en.wikipedia.org/wiki/ISO_8601",
    ],
    [
      'more than five minutes old',
      signedRequest({ date: '20261121T115459Z' }),
      'InvalidSignatureException',
      'Signature expired: 20261121T115459Z is now earlier than 20261121T115500Z (20261121T120000Z - 5 min.)',
    ],
    [
      'from the future',
      signedRequest({ date: '20261121T120501Z' }),
      'InvalidSignatureException',
      'Signature not yet current: 20261121T120501Z is still later than 20261121T120500Z (20261121T120000Z + 5 min.)',
    ],
    [
      'that has not signed its host',
      signedRequest({ signed: ['x-amz-date'] }),
      'InvalidSignatureException',
      "'Host' must be a 'SignedHeader' in the AWS Authorization.",
    ],
    [
      'with a scope of too few elements',
      signedRequest({ scope: '20261121/us-east-1/states' }),
      'IncompleteSignatureException',
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${accessKeyId}/20261121/us-east-1/states'`,
    ],
    [
      'for another region',
      signedRequest({ scope: '20261121/eu-west-1/states/aws4_request' }),
      'InvalidSignatureException',
      "Credential should be scoped to a valid region, not 'eu-west-1'. ",
    ],
    [
      'for another service',
      signedRequest({ scope: '20261121/us-east-1/lambda/aws4_request' }),
      'InvalidSignatureException',
      "Credential should be scoped to correct service: 'states'. ",
    ],
    [
      'for another day',
      signedRequest({ scope: '20261120/us-east-1/states/aws4_request' }),
      'InvalidSignatureException',
      "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20261120' != '20261121', from '20261121T120000Z'.",
    ],
    [
      'with a key that does not exist',
      withHeader(
        signedRequest(),
        'authorization',
        (signedRequest().headers.authorization ?? '').replace(accessKeyId, 'STEPNOSUCHKEY2222222'),
      ),
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ],
    [
      'with a session token, which no key has',
      signedRequest({ headers: { 'x-amz-security-token': 'token' } }),
      'UnrecognizedClientException',
      'The security token included in the request is invalid.',
    ],
    ['with another secret', signedRequest({ secret: 'guessed' }), 'InvalidSignatureException', NO_MATCH],
    ['with another body', { ...signedRequest(), body: '{}' }, 'InvalidSignatureException', NO_MATCH],
    [
      'with another body than its hash says',
      { ...signedRequest({ headers: { [hash]: bodyHash } }), body: '{}' },
      'InvalidSignatureException',
      NO_MATCH,
    ],
    [
      'with a hash of the payload that was added afterwards',
      { ...withHeader(signedRequest(), hash, 'UNSIGNED-PAYLOAD'), body: '{}' },
      'InvalidSignatureException',
      NO_MATCH,
    ],
    [
      'with a header changed afterwards',
      withHeader(signedRequest(), 'x-amz-target', 'AWSStepFunctions.DeleteStateMachine'),
      'InvalidSignatureException',
      NO_MATCH,
    ],
  ])('%s', async (_, request, name, message) => {
    await expect(verify(request)).rejects.toMatchObject({
      name,
      status: 400,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});
