import { stateMachinePartition } from '../../ports/state-machine.ts';
import { operation } from '../operation.ts';
import { pageOfDocuments } from '../paging/page-of-documents.ts';
import { pageSize, pageToken } from '../shapes/named-shapes.ts';
import { timestamp } from '../timestamp.ts';
import type { StateMachineDocument } from './state-machine-document.ts';
import { findStateMachine } from './stored-state-machine.ts';

const ACTION = 'ListStateMachines';

/** By name. A page is short by the machines whose deletion ends with this look at them. */
export const listStateMachines = operation(
  ACTION,
  { maxResults: pageSize, nextToken: pageToken },
  async (input, call) => {
    const partition = stateMachinePartition(call.caller);
    const { items, nextToken } = await pageOfDocuments<StateMachineDocument>(call, ACTION, partition, input);
    const present = await Promise.all(
      items.map(async ({ body }) => {
        const gone =
          body.status === 'DELETING' && (await findStateMachine(call, { ...call.caller, ...body })) === undefined;
        return gone ? [] : [body];
      }),
    );
    return {
      stateMachines: present.flat().map((machine) => ({
        stateMachineArn: machine.stateMachineArn,
        name: machine.name,
        type: machine.type,
        creationDate: timestamp(machine.creationDate),
      })),
      nextToken,
    };
  },
);
