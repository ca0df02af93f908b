import { ObjectsFailure } from '../../ports/objects.ts';

/** What S3 says where something that behaves like it has to say the same. */
const MESSAGES = {
  InvalidRange: 'The requested range is not satisfiable',
  NoSuchBucket: 'The specified bucket does not exist',
  NoSuchKey: 'The specified key does not exist.',
  NoSuchVersion: 'The specified version does not exist.',
} as const;

export function s3Failure(error: keyof typeof MESSAGES): ObjectsFailure {
  return new ObjectsFailure(error, MESSAGES[error]);
}
