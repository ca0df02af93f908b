import { ApiError } from '../../../api/api-error.ts';

/** What AWS answers to a request that it cannot attribute to anybody, with its texts (the order of checks is AWS's, too). */

export const missingAuthenticationToken = () =>
  new ApiError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');

export const incompleteSignature = (message: string) => new ApiError('IncompleteSignatureException', message);

export const invalidSignature = (message: string) => new ApiError('InvalidSignatureException', message);

export const unrecognizedClient = () =>
  new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.');

export const signatureDoesNotMatch = () =>
  invalidSignature(
    'The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
