import { deployment } from './deployment.ts';
import { triggeredFunction } from './middleware.ts';

/** On a schedule: hands far timers that have come near over to the queue. */
export const handler = triggeredFunction(async () => ({ sent: await deployment.pump() }));
