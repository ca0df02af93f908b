import type { SendMessageCommandInput } from '@aws-sdk/client-sqs';
import { keepResponseHeaders } from '../response-headers.ts';
import { blob, integer, map, string, structure, text } from './parameter-shape.ts';
import type { OptimizedService } from './service.ts';

const messageAttribute = structure({ DataType: string, StringValue: string, BinaryValue: blob });

/**
 * A message that is sent again is a second message. FIFO queues would drop it by its MessageDeduplicationId, but one of
 * ours would switch off what the queue makes of the content, and hide that the queue asks for one.
 */
export const SQS: OptimizedService = {
  name: 'SQS',
  errors: { prefix: 'SQS', serviceName: 'AmazonSQS', generic: 'SQS.AmazonSQSException' },
  target: 'QueueUrl',
  actions: {
    sendMessage: {
      callClass: 'atMostOnce',
      parameters: structure(
        {
          QueueUrl: string,
          MessageBody: text,
          DelaySeconds: integer,
          MessageAttributes: map(messageAttribute),
          MessageDeduplicationId: string,
          MessageGroupId: string,
        },
        ['QueueUrl', 'MessageBody'],
      ),
    },
  },
  async connect(configuration) {
    const { SendMessageCommand, SQSClient, SQSServiceException } = await import('@aws-sdk/client-sqs');
    // Signed requests go to SQS alone, not to whatever host a workflow names.
    const client = new SQSClient({ ...configuration, useQueueUrlAsEndpoint: false });
    return {
      headers: keepResponseHeaders(client),
      ServiceException: SQSServiceException,
      send: {
        sendMessage: (input, options) => client.send(new SendMessageCommand(input as SendMessageCommandInput), options),
      },
    };
  },
};
