import { paginateGetExecutionHistory, paginateListExecutions, type SFNClient } from '@aws-sdk/client-sfn';
import { createTrace } from './trace.ts';

const PAGE = 1_000;
/** Histories that are read at the same time. */
const AT_ONCE = 20;

/**
 * The state transitions of the child executions of map runs, and of theirs. Express children have none: AWS charges
 * these by their time.
 */
export async function childTransitions(client: SFNClient, mapRunArns: readonly string[]): Promise<number> {
  let transitions = 0;
  for (const mapRunArn of mapRunArns) {
    for await (const { executions = [] } of paginateListExecutions({ client, pageSize: PAGE }, { mapRunArn })) {
      const standard = executions.map(({ executionArn = '' }) => executionArn).filter(isStandard);
      for (let from = 0; from < standard.length; from += AT_ONCE) {
        const counted = standard.slice(from, from + AT_ONCE).map((arn) => transitionsOf(client, arn));
        for (const count of await Promise.all(counted)) transitions += count;
      }
    }
  }
  return transitions;
}

async function transitionsOf(client: SFNClient, executionArn: string): Promise<number> {
  const trace = createTrace((_, text) => text);
  const request = { executionArn, includeExecutionData: false };
  for await (const { events = [] } of paginateGetExecutionHistory({ client, pageSize: PAGE }, request)) {
    for (const event of events) trace.line(event);
  }
  return trace.transitions + (await childTransitions(client, trace.mapRunArns));
}

function isStandard(executionArn: string): boolean {
  return executionArn.split(':', 6)[5] === 'execution';
}
