import { invalidArn } from '../errors.ts';

/** The parts of `arn:<partition>:states:<region>:<account>:<type>:<path…>`. */
interface ResourceArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly type: string;
  /** What follows the type, split at colons; not empty. */
  readonly path: readonly string[];
}

/** InvalidArn if the text is no ARN of this service, or one of a resource that has no business here. */
export function parseResourceArn(text: string, ...types: readonly string[]): ResourceArn {
  const [arn, partition = '', service, region = '', account = '', type = '', ...path] = text.split(':');
  const complete = ![partition, region, account, ...path].includes('') && path.length > 0;
  if (arn !== 'arn' || service !== 'states' || !complete) {
    throw invalidArn(`Invalid ARN prefix: ${text}`);
  }
  if (!types.includes(type)) throw invalidArn(`Resource type not valid in this context: ${type}`);
  return { partition, region, account, type, path };
}

/** The beginning of all ARNs of an account in a region. */
export function arnPrefix(place: { partition: string; region: string; account: string }): string {
  return `arn:${place.partition}:states:${place.region}:${place.account}`;
}
