import type { FindLogGroup } from '../../ports/execution-log.ts';
import { ApiError } from '../api-error.ts';
import { parseLogGroupArn } from '../arn/log-group-arn.ts';
import type { loggingConfiguration } from '../shapes/named-shapes.ts';
import type { ValueOf } from '../shapes/shape.ts';

/** What a log group that cannot be written to is answered with. */
const PROBLEMS: Readonly<Record<Exclude<Awaited<ReturnType<FindLogGroup>>, 'found'>, () => ApiError>> = {
  missing: () =>
    new ApiError('InvalidLoggingConfiguration', 'Invalid Logging Configuration: Log Destination not found.'),
  refused: () =>
    new ApiError('AccessDeniedException', 'The state machine IAM Role is not authorized to access the Log Destination'),
};

/**
 * Checks that the log group of a loggingConfiguration can be written to. Without CloudWatch Logs every one can, as long
 * as its ARN is one. With level OFF none is looked for (a guess).
 */
export async function checkLogDestination(
  findLogGroup: FindLogGroup | undefined,
  logging: ValueOf<typeof loggingConfiguration> | undefined,
): Promise<void> {
  if (logging?.level === undefined || logging.level === 'OFF') return;
  const logGroupArn = logging.destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn ?? '';
  const hasForm = parseLogGroupArn(logGroupArn) !== undefined;
  const state = hasForm ? ((await findLogGroup?.(logGroupArn)) ?? 'found') : 'missing';
  if (state !== 'found') throw PROBLEMS[state]();
}
