import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../../ports/queue.ts';
import { StoreUnavailable } from '../../ports/store-unavailable.ts';
import { bodyOf } from './message-body.ts';

/** The longest DelaySeconds of SQS. */
const MAX_DELAY_MS = 900_000;

interface SqsQueueOptions {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/**
 * A standard SQS queue. Delays are rounded up to whole seconds, so that no timer is early. A stimulus holds at most
 * 256 KiB of payload, at most three times that as escaped JSON, and so always fits the 1 MiB of an SQS message.
 */
export function createSqsQueue({ client, queueUrl }: SqsQueueOptions): Queue {
  return {
    durable: true,
    maxDelayMs: MAX_DELAY_MS,

    async send(message, delayMs) {
      if (delayMs > MAX_DELAY_MS) throw new RangeError(`SQS cannot delay a message by ${delayMs} ms.`);
      const DelaySeconds = Math.ceil(Math.max(0, delayMs) / 1000);
      try {
        await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: bodyOf(message), DelaySeconds }));
      } catch (error) {
        const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        throw new StoreUnavailable(`The message was not sent to ${queueUrl}. (${reason})`, { cause: error });
      }
    },
  };
}
