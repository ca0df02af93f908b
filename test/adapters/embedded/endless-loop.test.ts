import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  SFNClient,
  StartExecutionCommand,
  type DescribeExecutionCommandOutput,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startEmbedded, type Embedded } from '../../../lib/adapters/embedded/embedded.ts';

const never = { Type: 'Succeed' };
let server: Embedded;
let client: SFNClient;

beforeEach(async () => {
  server = await startEmbedded({ port: 0, log: () => undefined });
  client = new SFNClient({
    endpoint: server.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
});

afterEach(async () => {
  client.destroy();
  await server.close();
});

async function start(name: string, States: object): Promise<string | undefined> {
  const definition = JSON.stringify({ StartAt: 'A', States });
  const roleArn = 'arn:aws:iam::000000000000:role/r';
  const { stateMachineArn } = await client.send(new CreateStateMachineCommand({ name, definition, roleArn }));
  return (await client.send(new StartExecutionCommand({ stateMachineArn }))).executionArn;
}

async function ended(executionArn: string | undefined): Promise<DescribeExecutionCommandOutput> {
  for (;;) {
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    if (described.status !== 'RUNNING') return described;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test.each<[string, object]>([
  ['JSONPath', { Choices: [{ Variable: '$.no', IsPresent: true, Next: 'Z' }] }],
  ['JSONata', { QueryLanguage: 'JSONata', Choices: [{ Condition: '{% false %}', Next: 'Z' }] }],
])('beside an endless loop in %s others come to their end, and so does the loop', async (name, rules) => {
  const loop = await start(`loop-${name}`, { A: { Type: 'Choice', Default: 'A', ...rules }, Z: never });
  const other = await start(`other-${name}`, { A: { Type: 'Pass', Result: 1, End: true } });
  expect(await ended(other)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await ended(loop)).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: 'The execution reached the maximum number of history events (25000).',
  });
  const [stopped, full] = [await ended(other), await ended(loop)].map(({ stopDate }) => stopDate?.getTime() ?? NaN);
  expect(stopped).toBeLessThanOrEqual(full ?? NaN);
});
