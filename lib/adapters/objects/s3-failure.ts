import { ObjectsFailure } from '../../ports/objects.ts';

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What the SDK threw, as ObjectsFailure: an answer of S3 when it has a status, else a call that did not get through. */
export function failureOf(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return thrown;
  const error: SdkError = thrown;
  if (error.$metadata?.httpStatusCode !== undefined) {
    return new ObjectsFailure(error.name, error.message, { cause: error });
  }
  const reason = error.message || error.name;
  return new ObjectsFailure('SdkClientException', `Unable to execute HTTP request: ${reason}`, { cause: error });
}

export async function sent<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    throw failureOf(error);
  }
}
