import type { APIGatewayProxyEventV2, ScheduledEvent, SQSEvent } from 'aws-lambda';
import { readFileSync } from 'node:fs';
import type { KeysEvent } from '../../functions/keys.ts';

/** The samples in `events/<source>/<case>.json`, and what each of them is. */
interface SampleEvents {
  readonly 'api-gateway/start-execution': APIGatewayProxyEventV2;
  readonly 'function-url/start-sync-execution': APIGatewayProxyEventV2;
  readonly 'sqs/wake': SQSEvent;
  readonly 'eventbridge/every-five-minutes': ScheduledEvent;
  readonly 'keys/create': KeysEvent;
}

/** A fresh copy of a sample. */
export function sampleEvent<Name extends keyof SampleEvents>(name: Name): SampleEvents[Name] {
  const file = new URL(`../../events/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as SampleEvents[Name];
}
