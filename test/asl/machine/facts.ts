import { MAX_EVENTS } from '../../../lib/asl/history/events.ts';
import type { ExecutionFacts } from '../../../lib/asl/machine/facts.ts';
import { Payload } from '../../../lib/asl/payload.ts';

export const START_TIME = Date.UTC(2030, 0, 1);

/** The execution that all tests of the machine run. @param input JSON text */
export function factsOf(input: string): ExecutionFacts {
  return {
    executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:Machine:run',
    name: 'run',
    roleArn: 'arn:aws:iam::123456789012:role/machine',
    stateMachineArn: 'arn:aws:states:eu-central-1:123456789012:stateMachine:Machine',
    stateMachineName: 'Machine',
    region: 'eu-central-1',
    input: Payload.ofText(input),
    startTime: START_TIME,
    redriveCount: 0,
    maxEvents: MAX_EVENTS,
    taskToken: (pend, attempt) => `token-${pend}-${attempt}`,
  };
}
