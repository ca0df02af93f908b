import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';

export interface AwsClients {
  readonly dynamodb: DynamoDBClient;
  readonly sqs: SQSClient;
}

/** Side by side in one function: a batch of turns, each with a few requests. */
const SOCKETS = 200;
const TIMEOUTS = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

/** Made once for each sandbox. Endpoints other than AWS's come from AWS_ENDPOINT_URL_…, which the SDK reads itself. */
export function createClients(region: string): AwsClients {
  const requestHandler = { ...TIMEOUTS, httpsAgent: { maxSockets: SOCKETS }, httpAgent: { maxSockets: SOCKETS } };
  const configuration = { region, maxAttempts: 5, requestHandler };
  // The queues are of this region; the host in a queue's URL would win over another endpoint.
  const sqs = new SQSClient({ ...configuration, useQueueUrlAsEndpoint: false });
  return { dynamodb: new DynamoDBClient(configuration), sqs };
}
