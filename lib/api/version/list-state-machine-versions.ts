import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import { invalidArn } from '../errors.ts';
import { operation } from '../operation.ts';
import { pageOfDocuments } from '../paging/page-of-documents.ts';
import { arn, pageSize, pageToken } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { versionPartition, type VersionDocument } from '../state-machine/state-machine-document.ts';
import { findStateMachine } from '../state-machine/stored-state-machine.ts';
import { timestamp } from '../timestamp.ts';
import { versionArn } from './publish.ts';

const ACTION = 'ListStateMachineVersions';

/** Newest first. A machine that does not exist is an InvalidArn here, unlike in other actions. */
export const listStateMachineVersions = operation(
  ACTION,
  { stateMachineArn: required(arn), nextToken: pageToken, maxResults: pageSize },
  async (input, call) => {
    const machine = parseStateMachineArn(input.stateMachineArn);
    if ((await findStateMachine(call, machine)) === undefined) throw invalidArn(machine.given);
    const newestFirst = { descending: true };
    const partition = versionPartition(machine);
    const { items, nextToken } = await pageOfDocuments<VersionDocument>(call, ACTION, partition, input, newestFirst);
    return {
      stateMachineVersions: items.map(({ body }) => ({
        creationDate: timestamp(body.creationDate),
        stateMachineVersionArn: versionArn(machine, body.version),
      })),
      nextToken,
    };
  },
);
