import type { PutEventsCommandInput, PutEventsCommandOutput } from '@aws-sdk/client-eventbridge';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import { keepResponseHeaders } from '../response-headers.ts';
import { list, string, structure, text, timestamp } from './parameter-shape.ts';
import type { RequestInput } from './read-parameters.ts';
import type { OptimizedService } from './service.ts';
import { answerMembers, type ServiceAnswer } from './service-answer.ts';

const entry = structure({
  Detail: text,
  DetailType: string,
  EventBusName: string,
  Resources: list(string),
  Source: string,
  Time: timestamp,
  TraceHeader: string,
});

/** An event that is put again is a second event. */
export const EVENTS: OptimizedService = {
  name: 'EVENTBRIDGE',
  errors: {
    prefix: 'EventBridge',
    serviceName: 'AmazonEventBridge',
    generic: 'EventBridge.AmazonEventBridgeException',
  },
  actions: {
    putEvents: {
      callClass: 'atMostOnce',
      parameters: structure({ Entries: list(entry) }, ['Entries']),
      complete: withOrigin,
      outcome: entriesOutcome,
    },
  },
  async connect(configuration) {
    const { EventBridgeClient, EventBridgeServiceException, PutEventsCommand } =
      await import('@aws-sdk/client-eventbridge');
    const client = new EventBridgeClient(configuration);
    return {
      headers: keepResponseHeaders(client),
      ServiceException: EventBridgeServiceException,
      send: {
        putEvents: (input, options) => client.send(new PutEventsCommand(input as PutEventsCommandInput), options),
      },
    };
  },
};

/** Every event says which machine and which execution it comes from, after what it says itself (recorded 2025-11). */
function withOrigin(input: RequestInput, { stateMachineArn, executionArn }: TaskRequest): RequestInput {
  const { Entries = [] } = input as Partial<PutEventsCommandInput>;
  return {
    ...input,
    Entries: Entries.map((given) => ({
      ...given,
      Resources: [...(given.Resources ?? []), stateMachineArn, executionArn],
    })),
  };
}

/** One entry that was not taken fails the task, with the whole answer as cause; no metadata is added (recorded 2025-11). */
function entriesOutcome(answer: ServiceAnswer): TaskOutcome {
  const { FailedEntryCount = 0 } = answer as PutEventsCommandOutput;
  const text = jsonText(answerMembers(answer));
  return FailedEntryCount > 0 ? { error: 'EventBridge.FailedEntry', cause: text } : { output: text };
}
