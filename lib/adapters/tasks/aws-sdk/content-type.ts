import type { RequestInput } from '../optimized/read-parameters.ts';
import { membersOf, type SdkSchema } from './sdk-schema.ts';

/** A body that is sent as a stream is text to Step Functions, and says so unless the parameters do (recorded 2025-11 for S3). */
export function withContentType(input: RequestInput, schema: SdkSchema): RequestInput {
  const members = membersOf(schema);
  const [header] = members.find(([, member]) => member.getMergedTraits().httpHeader === 'Content-Type') ?? [];
  const streams = members.some(([name, member]) => member.isStreaming() && input[name] !== undefined);
  return header === undefined || !streams ? input : { [header]: 'text/plain; charset=UTF-8', ...input };
}
