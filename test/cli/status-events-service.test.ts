import { expect, test } from 'vitest';
import { statusEventsService } from '../../lib/cli/status-events-service.ts';

const EVENTS = { AWS_ENDPOINT_URL_EVENTBRIDGE: 'http://e' };
const ALL = { AWS_ENDPOINT_URL: 'http://all' };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

test.each<[string, boolean | string | undefined, NodeJS.ProcessEnv, string | undefined]>([
  ['nothing asks for events', undefined, {}, undefined],
  ['an endpoint of all services does not', undefined, ALL, undefined],
  ['an endpoint of EventBridge’s own does', undefined, EVENTS, 'http://e'],
  ['unless stepyard.yml says no', false, EVENTS, undefined],
  ['stepyard.yml does', true, ALL, 'http://all'],
  ['EventBridge’s own comes first', true, { ...ALL, ...EVENTS }, 'http://e'],
  ['a URL in stepyard.yml comes before all', 'http://mine', { ...ALL, ...EVENTS }, 'http://mine'],
])('%s', (_, events, environment, endpoint) => {
  const service = statusEventsService(events, environment);
  expect(service).toEqual(endpoint === undefined ? undefined : { endpoint, credentials });
});

test('events to nowhere are a mistake', () => {
  expect(() => statusEventsService(true, {})).toThrow(
    "'events' is true, but there is no EventBridge: set AWS_ENDPOINT_URL_EVENTBRIDGE",
  );
});
