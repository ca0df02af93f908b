import type { TaskTarget } from '../../../asl/states/task-target.ts';
import { DYNAMODB } from './dynamodb.ts';
import { SDK_KMS } from './kms.ts';
import { LAMBDA, SDK_LAMBDA } from './lambda.ts';
import { EVENTS, SNS, SQS } from './messages.ts';
import type { OutputShape } from './output-shape.ts';
import { SDK_S3 } from './s3.ts';
import { STATES } from './states.ts';

/**
 * The answers that mocks are held against, by resource type and action. Mocks of other actions are taken as they are
 * (docs/feature-support.md lists these).
 */
export const ANSWERS: { readonly [resourceType: string]: { readonly [action: string]: OutputShape } } = {
  dynamodb: DYNAMODB,
  events: EVENTS,
  lambda: LAMBDA,
  sns: SNS,
  sqs: SQS,
  states: { startExecution: STATES.startExecution },
  'aws-sdk:dynamodb': DYNAMODB,
  'aws-sdk:eventbridge': EVENTS,
  'aws-sdk:kms': SDK_KMS,
  'aws-sdk:lambda': SDK_LAMBDA,
  'aws-sdk:s3': SDK_S3,
  'aws-sdk:sfn': STATES,
  'aws-sdk:sns': SNS,
  'aws-sdk:sqs': SQS,
};

/** A job's mock has the form of what the service is polled for, not of what started the job (docs). */
const POLLED: { readonly [resource: string]: OutputShape } = {
  'states:startExecution': STATES.describeExecution,
};

/** The form of what a Task's mock stands for; undefined where it can have any: functions, activities, callbacks. */
export function answerOf(target: TaskTarget | undefined): OutputShape | undefined {
  if (target?.kind !== 'service' || target.pattern === 'waitForTaskToken') return undefined;
  const { resourceType, pattern } = target;
  const [action = ''] = target.resource.split('.');
  if (pattern === 'sync') return POLLED[`${resourceType}:${action}`];
  return ownMember(ownMember(ANSWERS, resourceType) ?? {}, action);
}

function ownMember<T>(table: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
