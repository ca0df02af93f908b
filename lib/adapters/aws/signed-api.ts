import { ApiError } from '../../api/api-error.ts';
import { jsonResponse, type Api } from '../../api/protocol/message.ts';
import { verifyRequest, type VerifierOptions } from './sigv4/verify-request.ts';

export interface SignedApiOptions extends VerifierOptions {
  /** The twelve digits of the account that the deployment answers as. */
  readonly account: string;
  uuid(): string;
}

/**
 * Lets through only requests that are signed with an access key of this deployment. Whoever signed, the API answers as
 * the deployment's own account and region: it reads both off the credential scope, which is therefore rewritten.
 * Rejects when the key cannot be read.
 */
export function signedApi(api: Api, options: SignedApiOptions): Api {
  const authorization = `AWS4-HMAC-SHA256 Credential=${options.account}/verified/${options.region}/states/aws4_request`;
  return async (request) => {
    try {
      await verifyRequest(request, options);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return jsonResponse(error.status, { __type: error.name, message: error.message }, options.uuid());
    }
    return api({ ...request, headers: { ...request.headers, authorization } });
  };
}
