import type { JsonObject } from '../../../asl/json.ts';
import { parseJsonText } from '../../../asl/json-text/parse-json-text.ts';
import { endsWith, errorNaming, type JobService } from './job-service.ts';

const errors = errorNaming('Bedrock', 'AmazonBedrock');

/** `bedrock:createModelCustomizationJob`. */
export const BEDROCK: JobService = {
  sdk: 'bedrock',
  errors,
  withoutMetadata: true,
  actions: {
    createModelCustomizationJob: {
      clientToken: 'clientRequestToken',
      job: {
        answered: { JobArn: 'JobArn' },
        look: { action: 'getModelCustomizationJob', parameters: ({ JobArn = '' }) => ({ JobIdentifier: JobArn }) },
        status: 'Status',
        ends: endsWith(['Completed'], ['Failed', 'Stopped']),
        stop: { action: 'stopModelCustomizationJob', parameters: ({ JobArn = '' }) => ({ JobIdentifier: JobArn }) },
      },
    },
  },
};

/** `bedrock:invokeModel`, which belongs to an API of its own. With `Input` and `Output` bodies would be objects of S3. */
export const BEDROCK_RUNTIME: JobService = {
  sdk: 'bedrockruntime',
  errors,
  withoutMetadata: true,
  actions: { invokeModel: { notSupported: ['Input', 'Output'], answer: withBody } },
};

/** What the model says is JSON, as a rule. */
function withBody({ Body = null, ...answer }: JsonObject): JsonObject {
  if (typeof Body !== 'string') return answer;
  const text = Buffer.from(Body, 'base64').toString();
  const parsed = parseJsonText(text);
  return { Body: parsed.ok ? parsed.value : text, ...answer };
}
