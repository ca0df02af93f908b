import { randomUUID } from 'node:crypto';
import { ObjectsFailure } from '../../../ports/objects.ts';
import type { TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import { createFolderObjects } from '../../objects/folder-objects.ts';
import type { Failure, Integration } from '../integration.ts';
import { readParameters } from '../optimized/read-parameters.ts';
import { clientFailure, serviceFailure } from './failure.ts';
import { FOLDER_ACTIONS, type S3Input } from './folder-actions.ts';
import { parametersNamed } from './parameters-named.ts';
import { responseText, streamedBody } from './response.ts';
import type { SdkClients } from './sdk-clients.ts';

/**
 * `aws-sdk:s3:<action>` where some buckets are folders: requests that name one of these are answered from there, all
 * others go to S3.
 * @param buckets absolute paths by the names of buckets
 */
export function withFolderBuckets(
  s3: Integration,
  action: string,
  clients: SdkClients,
  buckets: Readonly<Record<string, string>>,
): Integration {
  const objects = createFolderObjects(buckets);

  async function answer(request: TaskRequest): Promise<TaskOutcome> {
    const client = clients.find('s3');
    if ('error' in client) return client;
    const called = client.action(action);
    const folderAction = Object.hasOwn(FOLDER_ACTIONS, action) ? FOLDER_ACTIONS[action] : undefined;
    if (!called || !folderAction) return notInFolders(`call '${action}'`);
    const read = readParameters(request.parameters, called.parameters);
    if (!read.ok) return read.failure;
    const unknown = Object.keys(read.input).find((name) => name !== 'Bucket' && !folderAction.members.includes(name));
    if (unknown !== undefined) return notInFolders(`understand '${unknown}'`);
    if (folderAction.members.includes('Key') && read.input['Key'] === undefined) return noKey();
    try {
      const found = await folderAction.call(objects, read.input as unknown as S3Input);
      return { output: responseText(found, called.output, await streamedBody(found, called.output)) };
    } catch (error) {
      if (error instanceof ObjectsFailure) return refused(error, action);
      throw error;
    }
  }

  return {
    callClass: s3.callClass,
    get lostError() {
      return s3.lostError;
    },
    call: (request, signal) => (namesFolder(request.parameters, buckets) ? answer(request) : s3.call(request, signal)),
  };
}

function namesFolder(parameters: string, buckets: Readonly<Record<string, string>>): boolean {
  return parametersNamed(parameters, 'Bucket').some(
    (bucket) => typeof bucket === 'string' && Object.hasOwn(buckets, bucket),
  );
}

function notInFolders(what: string): Failure {
  return {
    error: 'Stepyard.IntegrationNotSupported',
    cause: `Stepyard cannot ${what} in a bucket of stepyard.yml. Take an S3 (AWS_ENDPOINT_URL_S3) instead.`,
  };
}

/** A key that is null. */
function noKey(): Failure {
  return clientFailure('S3', 'No value provided for input HTTP label: Key.');
}

/** S3's errors by status; it models those that something is not there. */
const STATUS: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  InvalidArgument: 400,
  InvalidObjectName: 400,
  NoSuchBucket: 404,
  NoSuchKey: 404,
};

function refused({ error, message }: ObjectsFailure, action: string): Failure {
  const statusCode = STATUS[error] ?? 500;
  return serviceFailure('S3', {
    name: statusCode === 404 ? error : undefined,
    // Answers to HEAD have no words.
    message: action === 'headObject' ? 'null' : message,
    statusCode,
    requestId: randomUUID(),
  });
}
