import type { Execution, ExecutionFilter, ExecutionRecord, Head } from './execution-store.ts';

const RECORD_MEMBERS = [
  'executionArn',
  'stateMachineArn',
  'stateMachineVersionArn',
  'stateMachineAliasArn',
  'name',
  'startDate',
  'mapRun',
] as const satisfies readonly (keyof ExecutionRecord)[];

const HEAD_MEMBERS = ['status', 'stopDate', 'redriveCount', 'redriveDate'] as const satisfies readonly (keyof Head)[];

/** What ListExecutions shows of an execution: nothing that can be large. */
export type ExecutionSummary = Pick<ExecutionRecord, (typeof RECORD_MEMBERS)[number]> &
  Pick<Head, (typeof HEAD_MEMBERS)[number]>;

/** An execution that lacks nothing of its summary. */
interface Summarized {
  readonly record: Pick<Execution['record'], (typeof RECORD_MEMBERS)[number]>;
  readonly head: Pick<Execution['head'], (typeof HEAD_MEMBERS)[number]>;
}

export function summaryOf({ record, head }: Summarized): ExecutionSummary {
  const summary: Record<string, unknown> = {};
  for (const member of RECORD_MEMBERS) if (record[member] !== undefined) summary[member] = record[member];
  for (const member of HEAD_MEMBERS) if (head[member] !== undefined) summary[member] = head[member];
  return summary as unknown as ExecutionSummary;
}

/** The collection that an execution is listed in: the ARN of its Map Run, if it has one, or of its state machine. */
export function listedUnder({ mapRun, stateMachineArn }: Pick<ExecutionRecord, 'mapRun' | 'stateMachineArn'>): string {
  return mapRun?.mapRunArn ?? stateMachineArn;
}

export function isListed({ record, head }: Summarized, filter: ExecutionFilter): boolean {
  return (
    listedUnder(record) === filter.listedUnder &&
    (filter.status === undefined || head.status === filter.status) &&
    (filter.redriven === undefined || head.redriveCount > 0 === filter.redriven) &&
    (filter.stateMachineVersionArn === undefined || record.stateMachineVersionArn === filter.stateMachineVersionArn) &&
    (filter.stateMachineAliasArn === undefined || record.stateMachineAliasArn === filter.stateMachineAliasArn)
  );
}
