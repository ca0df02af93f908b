import type { PublishCommandInput } from '@aws-sdk/client-sns';
import { keepResponseHeaders } from '../response-headers.ts';
import { blob, map, string, structure, text } from './parameter-shape.ts';
import type { OptimizedService } from './service.ts';

const messageAttribute = structure({ DataType: string, StringValue: string, BinaryValue: blob });

/** A message that is published again reaches everybody twice. */
export const SNS: OptimizedService = {
  name: 'SNS',
  errors: { prefix: 'SNS', serviceName: 'AmazonSNS', generic: 'SNS.AmazonSNSException' },
  actions: {
    publish: {
      callClass: 'atMostOnce',
      parameters: structure(
        {
          TopicArn: string,
          TargetArn: string,
          PhoneNumber: string,
          Message: text,
          MessageAttributes: map(messageAttribute),
          MessageStructure: string,
          Subject: string,
          MessageDeduplicationId: string,
          MessageGroupId: string,
        },
        ['Message'],
      ),
    },
  },
  async connect(configuration) {
    const { PublishCommand, SNSClient, SNSServiceException } = await import('@aws-sdk/client-sns');
    const client = new SNSClient(configuration);
    return {
      headers: keepResponseHeaders(client),
      ServiceException: SNSServiceException,
      send: {
        publish: (input, options) => client.send(new PublishCommand(input as PublishCommandInput), options),
      },
    };
  },
};
