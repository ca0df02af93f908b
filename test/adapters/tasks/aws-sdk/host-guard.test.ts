import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SFNClient, StartSyncExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { type FoundEndpoint, rulesAt } from '../../../../lib/adapters/tasks/aws-sdk/endpoint-rules.ts';
import { hostGuard } from '../../../../lib/adapters/tasks/aws-sdk/host-guard.ts';

/** Where a request to this URL ends, of a service whose rules found the other one. */
async function send(request: string, found: string, endpoint?: string, middlewareFound?: string) {
  const guard = hostGuard(() => ({ url: new URL(found) }), endpoint);
  const endpointV2: FoundEndpoint = middlewareFound ? { url: new URL(middlewareFound) } : guard.rules({}, {});
  const { protocol, hostname, port } = new URL(request);
  const sent = guard.middleware(async () => ({ sent: true }), { endpointV2 });
  return sent({ request: { protocol, hostname, ...(port !== '' && { port: Number(port) }) } });
}

describe('a request to a configured service', () => {
  const endpoint = 'http://moto.test:5000';

  test.each(['http://moto.test:5000', 'http://bucket.moto.test:5000', 'http://a.b.moto.test:5000'])(
    'may go to %s',
    async (request) => {
      expect(await send(request, endpoint, endpoint)).toEqual({ sent: true });
    },
  );

  test.each([
    'http://evil.test:5000',
    'http://evilmoto.test:5000',
    'http://evil-moto.test:5000',
    'http://moto.test.evil:5000',
    'http://moto.test:5001',
    'http://moto.test',
    'https://moto.test:5000',
    'http://169.254.169.254:5000',
  ])('may not go to %s, even if the rules were to find it', async (request) => {
    const problem = `The parameters lead to '${new URL(request).hostname}', which is no host of the service`;
    await expect(send(request, endpoint, endpoint)).rejects.toThrow(problem);
    await expect(send(request, request, endpoint)).rejects.toThrow(problem);
  });
});

describe('a request to AWS', () => {
  test.each([
    ['https://states.eu-west-1.amazonaws.com', 'https://states.eu-west-1.amazonaws.com'],
    ['https://sync-states.eu-west-1.amazonaws.com', 'https://states.eu-west-1.amazonaws.com'],
    ['https://realtime.machinelearning.us-east-1.amazonaws.com', 'https://machinelearning.us-east-1.amazonaws.com'],
    ['https://1111.s3-control.eu-west-1.amazonaws.com:443', 'https://s3-control.eu-west-1.amazonaws.com'],
    ['https://query-cell2.timestream.us-east-1.amazonaws.com', 'https://query.timestream.us-east-1.amazonaws.com'],
  ])('may go to %s where the rules find %s', async (request, found) => {
    expect(await send(request, found)).toEqual({ sent: true });
  });

  test.each([
    ['https://evil.test', 'https://machinelearning.us-east-1.amazonaws.com'],
    ['https://abc.execute-api.us-east-1.amazonaws.com', 'https://machinelearning.us-east-1.amazonaws.com'],
    ['https://query-cell2.timestream.evil.test', 'https://query.timestream.us-east-1.amazonaws.com'],
    ['http://states.eu-west-1.amazonaws.com', 'https://states.eu-west-1.amazonaws.com'],
    ['https://states.eu-west-1.amazonaws.com:8443', 'https://states.eu-west-1.amazonaws.com'],
  ])('may not go to %s where the rules find %s', async (request, found) => {
    await expect(send(request, found)).rejects.toThrow('which is no host of the service');
  });

  test('may not go where something else than the rules found the service', async () => {
    const found = 'https://sqs.eu-west-1.amazonaws.com';
    await expect(send('https://evil.test', found, undefined, 'https://evil.test')).rejects.toThrow("'evil.test'");
  });
});

describe('clients of the SDK', () => {
  interface AnyClient {
    readonly config: { readonly endpointProvider?: unknown };
    readonly middlewareStack: { add(middleware: never, options: object): void };
    send(command: never): Promise<unknown>;
  }

  /** The host that a request reaches. */
  async function hostOf(Client: new (configuration: never) => AnyClient, command: object, more: object = {}) {
    let host = '';
    const configuration = {
      region: 'eu-west-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 's', accountId: '111122223333' },
      maxAttempts: 1,
      requestHandler: {
        async handle({ hostname }: { readonly hostname: string }) {
          host = hostname;
          throw new Error('far enough');
        },
      },
      ...more,
    };
    const { endpoint } = more as { readonly endpoint?: string };
    const { endpointProvider } = new Client(configuration as never).config;
    const guard = hostGuard(rulesAt(endpoint, endpointProvider as Parameters<typeof rulesAt>[1]), endpoint);
    const client = new Client({ ...configuration, endpointProvider: guard.rules } as never);
    client.middlewareStack.add(guard.middleware as never, { step: 'deserialize', priority: 'low' });
    const problem = await client.send(command as never).catch((error: unknown) => error);
    return host === '' ? problem : host;
  }

  const object = (Bucket: string) => new GetObjectCommand({ Bucket, Key: 'k' });
  const accessPoint = 'arn:aws:s3:eu-west-1:111122223333:accesspoint/orders';
  const outpost = 'arn:aws:s3-outposts:eu-west-1:111122223333:outpost/op-1/accesspoint/orders';
  const queue = new ReceiveMessageCommand({ QueueUrl: 'https://evil.test/1/q' });
  const sync = new StartSyncExecutionCommand({ stateMachineArn: 'arn' });

  test.each<[string, new (configuration: never) => AnyClient, object, object, string]>([
    ['a bucket', S3Client, object('orders'), {}, 'orders.s3.eu-west-1.amazonaws.com'],
    [
      'an access point',
      S3Client,
      object(accessPoint),
      {},
      'orders-111122223333.s3-accesspoint.eu-west-1.amazonaws.com',
    ],
    [
      'an access point of an Outpost',
      S3Client,
      object(outpost),
      {},
      'orders-111122223333.op-1.s3-outposts.eu-west-1.amazonaws.com',
    ],
    ['an account’s tables', DynamoDBClient, new ListTablesCommand({}), {}, '111122223333.ddb.eu-west-1.amazonaws.com'],
    ['a prefixed host', SFNClient, sync, {}, 'sync-states.eu-west-1.amazonaws.com'],
    ['a queue', SQSClient, queue, { useQueueUrlAsEndpoint: false }, 'sqs.eu-west-1.amazonaws.com'],
    ['a bucket at an address', S3Client, object('b'), { endpoint: 'http://[::1]:1', forcePathStyle: true }, '[::1]'],
    [
      'an access point at a name',
      S3Client,
      object(accessPoint),
      { endpoint: 'http://localhost:1' },
      'orders-111122223333.localhost',
    ],
  ])('reach %s', async (_, Client, command, more, host) => {
    expect(await hostOf(Client, command, more)).toBe(host);
  });

  test('are stopped where a queue’s URL would take the place of the service', async () => {
    const problem = await hostOf(SQSClient, queue, { useQueueUrlAsEndpoint: true, logger: { warn: () => undefined } });
    expect(problem).toMatchObject({ message: expect.stringContaining("lead to 'evil.test'") });
  });
});

describe('the rules of a client at a configured endpoint', () => {
  /** As those of S3 Control. */
  const rules = ({ Endpoint, AccountId, RequiresAccountId }: Readonly<Record<string, unknown>>): FoundEndpoint => {
    const url = new URL('/v1', String(Endpoint));
    if (RequiresAccountId !== false || AccountId === 'asks') url.hostname = `1111.${url.hostname}`;
    return { url };
  };
  const found = (endpoint: string, AccountId: string) =>
    rulesAt(endpoint, rules)({ Endpoint: endpoint, AccountId, RequiresAccountId: true }, {}).url.href;

  test.each([
    ['http://127.0.0.1:5000', '1111', 'http://127.0.0.1:5000/v1'],
    ['http://[::1]:5000', '1111', 'http://[::1]:5000/v1'],
    ['http://localhost:5000', '1111', 'http://localhost:5000/v1'],
    ['http://localhost:5000', 'asks', 'http://1111.localhost:5000/v1'],
  ])('put no account before %s unless they insist (account %s)', (endpoint, account, url) => {
    expect(found(endpoint, account)).toBe(url);
  });

  test('find no sub-domain of an address', () => {
    expect(() => found('http://127.0.0.1:5000', 'asks')).toThrow(
      'The request needs a sub-domain of the service, and http://127.0.0.1:5000 is an address, which has none',
    );
  });
});
