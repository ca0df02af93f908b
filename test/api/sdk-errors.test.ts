import {
  ActivityDoesNotExist,
  ConflictException,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  ExecutionNotRedrivable,
  InvalidArn,
  InvalidDefinition,
  InvalidExecutionInput,
  InvalidLoggingConfiguration,
  InvalidName,
  InvalidToken,
  MissingRequiredParameter,
  ResourceNotFound,
  StateMachineAlreadyExists,
  StateMachineDoesNotExist,
  StateMachineTypeNotSupported,
  TooManyTags,
  ValidationException,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { PASS, PASS_2, ROLE } from './harness.ts';
import { SDK_ARNS, startSdkServer } from './sdk-server.ts';

type ModelledError = abstract new (...parameters: never[]) => Error;

let server: Awaited<ReturnType<typeof startSdkServer>>;
let sfn: typeof server.sfn;
const stateMachineArn = `${SDK_ARNS}:stateMachine:wrong`;
const stateMachineAliasArn = `${stateMachineArn}:live`;
const executionArn = `${SDK_ARNS}:execution:wrong:ended`;
const AGAIN = { name: 'wrong', definition: PASS_2, roleArn: ROLE };
const TAGS = Array.from({ length: 51 }, (_, index) => ({ key: `k${index}`, value: 'v' }));

beforeAll(async () => {
  server = await startSdkServer();
  sfn = server.sfn;
  await sfn.createStateMachine({ name: 'wrong', definition: PASS, roleArn: ROLE });
  await sfn.startExecution({ stateMachineArn, name: 'ended' });
  await vi.waitFor(async () => {
    expect(await sfn.describeExecution({ executionArn })).toMatchObject({ status: 'SUCCEEDED' });
  });
});
afterAll(() => server.close());

const CASES: readonly (readonly [ModelledError, () => Promise<unknown>])[] = [
  [ActivityDoesNotExist, () => sfn.describeActivity({ activityArn: `${SDK_ARNS}:activity:none` })],
  [ConflictException, () => sfn.publishStateMachineVersion({ stateMachineArn, revisionId: 'other' })],
  [ExecutionAlreadyExists, () => sfn.startExecution({ stateMachineArn, name: 'ended' })],
  [ExecutionDoesNotExist, () => sfn.describeExecution({ executionArn: `${executionArn}-not` })],
  [ExecutionNotRedrivable, () => sfn.redriveExecution({ executionArn })],
  [InvalidArn, () => sfn.describeStateMachine({ stateMachineArn: 'arn' })],
  [InvalidDefinition, () => sfn.createStateMachine({ ...AGAIN, name: 'empty', definition: '{}' })],
  [InvalidExecutionInput, () => sfn.startExecution({ stateMachineArn, input: '{' })],
  [
    InvalidLoggingConfiguration,
    () => sfn.createStateMachine({ ...AGAIN, name: 'logs', loggingConfiguration: { level: 'ALL' } }),
  ],
  [InvalidName, () => sfn.createActivity({ name: 'a b' })],
  [InvalidToken, () => sfn.listActivities({ nextToken: 'x' })],
  [MissingRequiredParameter, () => sfn.updateStateMachine({ stateMachineArn })],
  [ResourceNotFound, () => sfn.listTagsForResource({ resourceArn: `${stateMachineArn}-not` })],
  [StateMachineAlreadyExists, () => sfn.createStateMachine(AGAIN)],
  [StateMachineDoesNotExist, () => sfn.startExecution({ stateMachineArn: `${stateMachineArn}-not` })],
  [StateMachineTypeNotSupported, () => sfn.startSyncExecution({ stateMachineArn })],
  [TooManyTags, () => sfn.tagResource({ resourceArn: stateMachineArn, tags: TAGS })],
  [ValidationException, () => sfn.listExecutions({})],
];

describe('Errors arrive as classes of the AWS SDK:', () => {
  test.each(CASES.map(([type, call]) => [type.name, type, call] as const))('%s', async (name, type, call) => {
    const error: unknown = await call().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ name, $fault: 'client', $metadata: { httpStatusCode: 400, attempts: 1 } });
  });

  test('ValidationException, with its reason', async () => {
    await expect(sfn.updateStateMachineAlias({ stateMachineAliasArn })).rejects.toMatchObject({
      name: 'ValidationException',
      reason: 'MISSING_REQUIRED_PARAMETER',
    });
  });

  test('ResourceNotFound, with what was not found', async () => {
    await expect(sfn.describeStateMachineAlias({ stateMachineAliasArn })).rejects.toMatchObject({
      name: 'ResourceNotFound',
      resourceName: stateMachineAliasArn,
    });
  });
});
