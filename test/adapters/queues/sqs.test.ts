import { DeleteMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { messageOf } from '../../../lib/adapters/sqs/message-body.ts';
import { createSqsQueue } from '../../../lib/adapters/sqs/queue.ts';
import type { Delivery } from '../../../lib/ports/queue.ts';
import { startLocalSqs } from '../../support/servers/fauxqs.ts';
import type { LocalSqs } from '../../support/servers/fauxqs.ts';
import { describeQueue } from './queue.contract.ts';

const visibilityMs = 1_000;
const message = { executionArn: 'arn', lineage: 'l', sentAt: 1 };

async function receive({ client, queueUrl }: LocalSqs): Promise<Delivery[]> {
  const answer = await client.send(new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }));
  return (answer.Messages ?? []).map(({ Body = '', ReceiptHandle }) => ({
    message: messageOf(Body),
    delete: async () => {
      await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    },
  }));
}

describeQueue('SQS', async () => {
  const sqs = await startLocalSqs({ VisibilityTimeout: String(visibilityMs / 1000) });
  return {
    queue: createSqsQueue(sqs),
    visibilityMs,
    now: () => Date.now(),
    pass: async (ms) => {
      await sleep(ms);
    },
    receive: () => receive(sqs),
    close: () => sqs.close(),
  };
});

describe('delays in SQS', () => {
  let sqs: LocalSqs;
  beforeAll(async () => {
    sqs = await startLocalSqs();
  });
  afterAll(() => sqs.close());

  test.each([
    [0, 0],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [900_000, 900],
  ])('%i ms are %i seconds', async (delayMs, seconds) => {
    const sent: unknown[] = [];
    sqs.client.middlewareStack.add(
      (next) => (command) => {
        sent.push(command.input);
        return next(command);
      },
      { step: 'initialize', name: 'recorder', override: true },
    );
    await createSqsQueue(sqs).send(message, delayMs);
    expect(sent).toMatchObject([{ DelaySeconds: seconds }]);
  });

  test('a delay beyond the limit of SQS is refused, not shortened', async () => {
    await expect(createSqsQueue(sqs).send(message, 900_001)).rejects.toThrow(
      'SQS cannot delay a message by 900001 ms.',
    );
  });

  test('a queue that does not answer is unavailable, in one line', async () => {
    const queueUrl = sqs.queueUrl.replace(/turn$/, 'missing');
    const failed = createSqsQueue({ ...sqs, queueUrl }).send(message, 0);
    await expect(failed).rejects.toMatchObject({
      name: 'StoreUnavailable',
      message: expect.stringMatching(/^The message was not sent to .*missing\. \(.*\)$/) as string,
    });
  });
});

describe('messageOf', () => {
  test.each([
    ['', 'the body is not a JSON object'],
    ['[]', 'the body is not a JSON object'],
    ['{}', 'message.executionArn is not a string'],
    ['{"executionArn": "a", "lineage": "l", "sentAt": "1"}', 'message.sentAt is not a number'],
    ['{"executionArn": "a", "lineage": "l", "sentAt": 1, "announces": null}', 'message.announces is not a number'],
    ['{"executionArn": "a", "lineage": "l", "sentAt": 1, "wake": "1"}', 'message.wake is not a number'],
  ])('%s is refused: %s', (body, reason) => {
    expect(() => messageOf(body)).toThrow(`Not a message of Stepyard: ${reason}.`);
  });
});
