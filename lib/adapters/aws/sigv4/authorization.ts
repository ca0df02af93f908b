import { incompleteSignature, missingAuthenticationToken } from './signature-errors.ts';

/** An Authorization header, taken apart. */
export interface Authorization {
  readonly algorithm: string;
  readonly credential: string;
  /** Names of headers, in lower case. */
  readonly signedHeaders: readonly string[];
  /** Hexadecimal. */
  readonly signature: string;
}

const PARAMETERS = ['Credential', 'Signature', 'SignedHeaders'] as const;

/** Reads `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`; throws an ApiError that names what is missing. */
export function readAuthorization(header: string | undefined, hasDate: boolean): Authorization {
  const text = header?.trim() ?? '';
  if (!text.startsWith('AWS4-')) throw missingAuthenticationToken();
  const [algorithm = '', ...rest] = text.split(/[\s,]+/);
  const found = new Map(rest.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]));
  const missing = PARAMETERS.filter((name) => (found.get(name) ?? '') === '').map(
    (name) => `Authorization header requires '${name}' parameter. `,
  );
  if (!hasDate) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  // AWS repeats the whole header here; the part behind the algorithm may hold a signature that is still valid.
  if (missing.length > 0) throw incompleteSignature(`${missing.join('')}Authorization=${algorithm}`);
  return {
    algorithm,
    credential: found.get('Credential') ?? '',
    signedHeaders: (found.get('SignedHeaders') ?? '').toLowerCase().split(';'),
    signature: found.get('Signature') ?? '',
  };
}
