import { randomBytes } from 'node:crypto';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { parseLogGroupArn, type LogGroup } from '../../api/arn/log-group-arn.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FindLogGroup, LogDestination } from '../../ports/execution-log.ts';
import type { ServiceEndpoint } from '../service-endpoint.ts';
import type { DeliverLines } from './log-buffer.ts';

export interface CloudWatchLogs {
  deliver: DeliverLines;
  findLogGroup: FindLogGroup;
}

/** AWS leaves this stream in every log group that a state machine is created with. */
const VALIDATION_STREAM = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';
const TIMEOUTS = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

/**
 * Writes to CloudWatch Logs. Each process has a log stream of its own for each state machine, named as AWS names them:
 * `states/<state machine>/<yyyy-MM-dd-HH-mm>/<8 hex digits>`. The SDK is loaded with the first call.
 */
export function cloudWatchLogs(service: ServiceEndpoint, clock: Clock): CloudWatchLogs {
  const clients = new Map<string, Promise<CloudWatchLogsClient>>();
  /** Names of the streams that are there, by log group and state machine. */
  const streams = new Map<string, string>();

  function clientFor(region: string): Promise<CloudWatchLogsClient> {
    const known = clients.get(region) ?? createClient(region, service);
    clients.set(region, known);
    return known;
  }

  async function streamOf(group: LogGroup, { logGroupArn, stateMachineName }: LogDestination): Promise<string> {
    const key = `${logGroupArn} ${stateMachineName}`;
    const known = streams.get(key);
    if (known !== undefined) return known;
    const minute = new Date(clock.now()).toISOString().slice(0, 16).replace(/[T:]/g, '-');
    const name = `states/${stateMachineName}/${minute}/${randomBytes(4).toString('hex')}`;
    await createStream(await clientFor(group.region), group, name);
    streams.set(key, name);
    return name;
  }

  async function deliver(destination: LogDestination, batch: Parameters<DeliverLines>[1]): Promise<void> {
    const group = groupOf(destination.logGroupArn);
    const { PutLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
    const logStreamName = await streamOf(group, destination);
    const client = await clientFor(group.region);
    const logEvents = batch.map(({ timestamp, message }) => ({ timestamp, message }));
    const { rejectedLogEventsInfo } = await client.send(
      new PutLogEventsCommand({ logGroupName: group.name, logStreamName, logEvents }),
    );
    if (rejectedLogEventsInfo) throw new Error(`CloudWatch Logs rejected ${JSON.stringify(rejectedLogEventsInfo)}`);
  }

  return {
    async deliver(destination, batch) {
      try {
        await deliver(destination, batch);
      } catch (error) {
        if (nameOf(error) !== 'ResourceNotFoundException') throw error;
        // Somebody may have deleted the stream only.
        streams.delete(`${destination.logGroupArn} ${destination.stateMachineName}`);
        await deliver(destination, batch);
      }
    },
    async findLogGroup(logGroupArn) {
      const group = parseLogGroupArn(logGroupArn);
      if (!group) return 'missing';
      try {
        await createStream(await clientFor(group.region), group, VALIDATION_STREAM);
      } catch (error) {
        const state = STATES[nameOf(error)];
        if (state === undefined) throw error;
        return state;
      }
      return 'found';
    },
  };
}

/** What the errors of CreateLogStream say of the log group. */
const STATES: Readonly<Record<string, Awaited<ReturnType<FindLogGroup>>>> = {
  ResourceAlreadyExistsException: 'found',
  ResourceNotFoundException: 'missing',
  AccessDeniedException: 'refused',
};

async function createStream(client: CloudWatchLogsClient, { name }: LogGroup, logStreamName: string): Promise<void> {
  const { CreateLogStreamCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  await client.send(new CreateLogStreamCommand({ logGroupName: name, logStreamName }));
}

async function createClient(region: string, service: ServiceEndpoint): Promise<CloudWatchLogsClient> {
  const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
  return new CloudWatchLogsClient({ ...service, region, maxAttempts: 3, requestHandler: TIMEOUTS });
}

function groupOf(logGroupArn: string): LogGroup {
  const group = parseLogGroupArn(logGroupArn);
  if (!group) throw new Error(`${logGroupArn} is not the ARN of a log group.`);
  return group;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
