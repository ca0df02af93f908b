import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { once } from 'node:events';
import { deployment } from './deployment.ts';
import { logError } from './log.ts';
import { triggeredFunction } from './middleware.ts';

/**
 * Takes the turns of a batch side by side. Messages whose turn failed, or did not end in time, are reported and come
 * again; the others are deleted.
 */
export const handler = triggeredFunction<SQSEvent, SQSBatchResponse>(async ({ Records }, context, signal) => {
  const deadline = Date.now() + context.getRemainingTimeInMillis();
  const open = new Set(Records.map(({ messageId }) => messageId));
  const take = async ({ messageId, body }: SQSRecord): Promise<void> => {
    try {
      if (await deployment.takeMessage(body, deadline)) open.delete(messageId);
    } catch (error) {
      logError({ message: 'A turn failed; its message comes again', messageId, error });
    }
  };
  await Promise.race([Promise.all(Records.map(take)), once(signal, 'abort')]);
  return { batchItemFailures: [...open].map((itemIdentifier) => ({ itemIdentifier })) };
});
