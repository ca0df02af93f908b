import { parseLogGroupArn } from '../../api/arn/log-group-arn.ts';
import type { LogDestination, LogLine } from '../../ports/execution-log.ts';

/** A log entry where there is no CloudWatch Logs: a JSON document with the name of the log group and the message. */
export function logDocument({ logGroupArn }: LogDestination, { message }: LogLine): string {
  const logGroup = JSON.stringify(parseLogGroupArn(logGroupArn)?.name ?? logGroupArn);
  return `{"logGroup":${logGroup},"message":${message}}`;
}
