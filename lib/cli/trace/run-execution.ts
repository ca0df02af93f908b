import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  InvalidDefinition,
  StartExecutionCommand,
  ValidationException,
} from '@aws-sdk/client-sfn';
import type { DescribeExecutionCommandOutput, HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { LOCAL_ROLE_ARN } from '../step-functions.ts';
import { UserError } from '../user-error.ts';
import { followHistory } from './follow-history.ts';

export interface RunOptions {
  readonly client: SFNClient;
  readonly machineName: string;
  /** The text of the definition, and what to call it when it is wrong. */
  readonly definition: string;
  readonly definitionFile: string;
  /** JSON text. */
  readonly input: string;
  /** Takes each event as it happens. */
  readonly onEvent: (event: HistoryEvent) => void | Promise<void>;
}

/** Creates a state machine, runs it once, and answers how the execution ended. */
export async function runExecution(options: RunOptions): Promise<DescribeExecutionCommandOutput> {
  const { client, machineName: name, definition, input, onEvent } = options;
  const { stateMachineArn } = await client
    .send(new CreateStateMachineCommand({ name, definition, roleArn: LOCAL_ROLE_ARN }))
    .catch((error: unknown) => {
      // A text that is empty, or too long, is none.
      if (!(error instanceof InvalidDefinition || error instanceof ValidationException)) throw error;
      throw new UserError(`${options.definitionFile} is refused as AWS would refuse it:\n${error.message}`);
    });
  const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
  for await (const event of followHistory(client, executionArn ?? '')) await onEvent(event);
  return client.send(new DescribeExecutionCommand({ executionArn }));
}
