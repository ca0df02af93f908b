import { SQSClient } from '@aws-sdk/client-sqs';
import { startFauxqs } from 'fauxqs';

/** An SQS of our own on a free port of this machine, with one queue. */
export interface LocalSqs {
  readonly client: SQSClient;
  readonly endpoint: string;
  readonly queueUrl: string;
  close(): Promise<void>;
}

export async function startLocalSqs(attributes: Record<string, string> = {}): Promise<LocalSqs> {
  const server = await startFauxqs({ port: 0, host: '127.0.0.1', logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    useQueueUrlAsEndpoint: false,
  });
  const { queueUrl } = server.createQueue('turn', { attributes });
  const close = async () => {
    client.destroy();
    await server.stop();
  };
  return { client, endpoint, queueUrl, close };
}
