import type { EventBridgeClient, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { StatusEvent, StatusEvents } from '../../ports/status-events.ts';
import type { ServiceEndpoint } from '../service-endpoint.ts';

export interface EventBridgeOptions {
  /** Name or ARN of the event bus. */
  readonly eventBus: string;
  /** `aws.states` where that is allowed: EventBridge itself takes events of `aws.` from AWS alone. */
  readonly source: string;
  readonly service: ServiceEndpoint;
  /** Absent: that of each execution. */
  readonly region?: string;
}

const DETAIL_TYPE = 'Step Functions Execution Status Change';
const TIMEOUTS = { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true };

/** Sends changes of status to EventBridge. The SDK is loaded with the first event; one client per region. */
export function eventBridge({ eventBus, source, service, region }: EventBridgeOptions): StatusEvents {
  const clients = new Map<string, Promise<EventBridgeClient>>();
  const clientFor = (place: string): Promise<EventBridgeClient> => {
    const known = clients.get(place) ?? createClient(place, service);
    clients.set(place, known);
    return known;
  };

  async function putIn(place: string, events: readonly StatusEvent[]): Promise<readonly (string | undefined)[]> {
    const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
    const Entries = events.map(({ executionArn, time, detail }) => ({
      Time: new Date(time),
      Source: source,
      Resources: [executionArn],
      DetailType: DETAIL_TYPE,
      Detail: detail,
      EventBusName: eventBus,
    }));
    const answer = await (await clientFor(place)).send(new PutEventsCommand({ Entries }));
    return events.map((_, index) => refusalOf(answer.Entries?.[index]));
  }

  return {
    async put(events) {
      const answers = new Map<StatusEvent, string | undefined>();
      for (const [place, own] of byRegion(events, region)) {
        const refusals = await putIn(place, own);
        own.forEach((event, index) => answers.set(event, refusals[index]));
      }
      return events.map((event) => answers.get(event));
    },
  };
}

function byRegion(events: readonly StatusEvent[], region: string | undefined): ReadonlyMap<string, StatusEvent[]> {
  const groups = new Map<string, StatusEvent[]>();
  for (const event of events) {
    const place = region ?? event.executionArn.split(':')[3] ?? '';
    groups.set(place, [...(groups.get(place) ?? []), event]);
  }
  return groups;
}

function refusalOf(entry: PutEventsResultEntry | undefined): string | undefined {
  if (entry?.ErrorCode === undefined) return undefined;
  return `${entry.ErrorCode}: ${entry.ErrorMessage ?? ''}`;
}

async function createClient(region: string, service: ServiceEndpoint): Promise<EventBridgeClient> {
  const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
  return new EventBridgeClient({ ...service, region, maxAttempts: 3, requestHandler: TIMEOUTS });
}
