import type { ExecutionLog, FindLogGroup } from '../../ports/execution-log.ts';
import { cloudWatchLogs } from '../logs/cloudwatch-logs.ts';
import { createLogBuffer } from '../logs/log-buffer.ts';
import { logFile } from '../logs/log-file.ts';
import { createRecentLog, RECENT_LOG_PATH, type RecentEntries } from '../logs/recent-log.ts';
import type { ServiceEndpoint } from '../service-endpoint.ts';
import { systemClock } from '../system-clock.ts';

export interface LocalLogOptions {
  /** CloudWatch Logs, or what stands in for it. */
  readonly logsService?: ServiceEndpoint | undefined;
  /** Otherwise a file there; undefined: in memory. */
  readonly dataDirectory?: string | undefined;
  readonly report: (line: string) => void;
}

export interface LocalLog {
  readonly executionLog: ExecutionLog;
  /** Absent where every log group will do. */
  readonly findLogGroup?: FindLogGroup;
  readonly pages: ReadonlyMap<string, (query: URLSearchParams) => RecentEntries>;
}

/** The log of executions on a laptop. */
export function createLocalLog({ logsService, dataDirectory, report }: LocalLogOptions): LocalLog {
  const clock = systemClock;
  const pages = new Map<string, (query: URLSearchParams) => RecentEntries>();
  if (logsService) {
    const { deliver, findLogGroup } = cloudWatchLogs(logsService, clock);
    return { executionLog: createLogBuffer({ deliver, clock, report }), findLogGroup, pages };
  }
  if (dataDirectory !== undefined) {
    return { executionLog: createLogBuffer({ deliver: logFile(dataDirectory), clock, report }), pages };
  }
  const { deliver, from } = createRecentLog();
  pages.set(RECENT_LOG_PATH, (query) => from(Number(query.get('from')) || 0));
  return { executionLog: createLogBuffer({ deliver, clock, report }), pages };
}
