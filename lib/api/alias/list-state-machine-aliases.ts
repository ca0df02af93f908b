import { parseStateMachineArn } from '../arn/state-machine-arn.ts';
import { operation } from '../operation.ts';
import { pageOf } from '../paging/page.ts';
import { arn, pageSize, pageToken } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { loadActiveStateMachine } from '../state-machine/stored-state-machine.ts';
import { timestamp } from '../timestamp.ts';
import { aliasArn } from './alias-arn.ts';

const ACTION = 'ListStateMachineAliases';

/** In the order of their creation. The ARN of a version lists only the aliases that route to it. */
export const listStateMachineAliases = operation(
  ACTION,
  { stateMachineArn: required(arn), nextToken: pageToken, maxResults: pageSize },
  async (input, call) => {
    const machine = parseStateMachineArn(input.stateMachineArn);
    const document = await loadActiveStateMachine(call, machine);
    const { version } = machine;
    const listed = document.aliases.filter(
      ({ routing }) => version === undefined || routing.some((route) => route.version === version),
    );
    const { items, nextToken } = await pageOf(
      call,
      [ACTION, machine.given],
      input,
      (limit, after: number = 0) => listed.filter(({ order }) => order > after).slice(0, limit),
      ({ order }) => order,
    );
    return {
      stateMachineAliases: items.map(({ name, creationDate }) => ({
        stateMachineAliasArn: aliasArn(machine, name),
        creationDate: timestamp(creationDate),
      })),
      nextToken,
    };
  },
);
