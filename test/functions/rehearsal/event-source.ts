import { DeleteMessageCommand, ReceiveMessageCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { sampleEvent } from '../../support/sample-events.ts';

export interface Batch {
  readonly event: SQSEvent;
  /** Deletes the messages that the answer does not report as failed. */
  settle(answer: SQSBatchResponse): Promise<void>;
}

/** What Lambda's event source mapping does: polls a queue, makes an event of what comes. undefined when nothing has come. */
export async function receiveBatch(client: SQSClient, queueUrl: string): Promise<Batch | undefined> {
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 128 }),
  );
  if (Messages.length === 0) return undefined;
  return {
    event: { Records: Messages.flatMap(recordsOf) },
    async settle({ batchItemFailures }) {
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      for (const { MessageId = '', ReceiptHandle } of Messages) {
        if (!failed.has(MessageId)) await client.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
      }
    },
  };
}

function recordsOf({ MessageId = '', Body = '', ReceiptHandle = '' }: Message) {
  return sampleEvent('sqs/wake').Records.map((record) => ({
    ...record,
    messageId: MessageId,
    body: Body,
    receiptHandle: ReceiptHandle,
  }));
}
