/** Error names of the Amazon States Language (spec: Errors). */
export const ErrorName = {
  all: 'States.ALL',
  branchFailed: 'States.BranchFailed',
  dataLimitExceeded: 'States.DataLimitExceeded',
  heartbeatTimeout: 'States.HeartbeatTimeout',
  itemReaderFailed: 'States.ItemReaderFailed',
  queryEvaluationError: 'States.QueryEvaluationError',
  referencePathConflict: 'States.ReferencePathConflict',
  resultPathMatchFailure: 'States.ResultPathMatchFailure',
  resultWriterFailed: 'States.ResultWriterFailed',
  runtime: 'States.Runtime',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
} as const;

/**
 * A failure that AWS models: it may be retried, caught, or end the execution.
 * Thrown by the data layer with the detail alone; the machine puts
 * `An error occurred while executing the state '…' (entered at the event id #n). ` before it.
 */
export class StateFailure extends Error {
  override readonly name = 'StateFailure';
  readonly error: string;
  readonly detail: string;

  constructor(error: string, detail: string) {
    super(`${error}: ${detail}`);
    this.error = error;
    this.detail = detail;
  }
}

/** States.Runtime: bad paths, templates and intrinsic arguments. Cannot be caught or retried. */
export function runtimeFailure(detail: string): StateFailure {
  return new StateFailure(ErrorName.runtime, detail);
}
