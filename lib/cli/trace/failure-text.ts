import type { HistoryEvent } from '@aws-sdk/client-sfn';

interface Failure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Events that say that an attempt failed, and where their error is. */
const FAILURES: Readonly<Record<string, (event: HistoryEvent) => Failure | undefined>> = {
  ActivityFailed: (event) => event.activityFailedEventDetails,
  ActivityTimedOut: (event) => event.activityTimedOutEventDetails,
  EvaluationFailed: (event) => event.evaluationFailedEventDetails,
  LambdaFunctionFailed: (event) => event.lambdaFunctionFailedEventDetails,
  LambdaFunctionTimedOut: (event) => event.lambdaFunctionTimedOutEventDetails,
  TaskFailed: (event) => event.taskFailedEventDetails,
  TaskTimedOut: (event) => event.taskTimedOutEventDetails,
};

/** `error: cause` on one line; undefined for events that are no failures. */
export function failureOf(event: HistoryEvent): string | undefined {
  const type = event.type ?? '';
  const details = Object.hasOwn(FAILURES, type) ? FAILURES[type] : undefined;
  return details && failureText(details(event) ?? {});
}

/** A cause that is the payload of a failed function is shown as its message. */
export function failureText({ error, cause }: Failure): string {
  return [error ?? 'no error name', messageOf(cause)].filter((part) => part !== undefined && part !== '').join(': ');
}

function messageOf(cause: string | undefined): string | undefined {
  try {
    const { errorMessage } = JSON.parse(cause ?? '') as { readonly errorMessage?: unknown };
    return typeof errorMessage === 'string' ? errorMessage : cause;
  } catch {
    return cause;
  }
}
