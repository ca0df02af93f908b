/** A failed function's payload, as Lambda's Node.js runtime describes errors. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** Anything that was thrown. */
export function describeThrown(thrown: unknown): FunctionError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
}

/** An error under one of the runtime's own names. */
export function runtimeError(errorType: string, errorMessage: string, thrown?: unknown): FunctionError {
  const trace = thrown instanceof Error && thrown.stack !== undefined ? thrown.stack.split('\n') : [];
  return { errorType, errorMessage, trace };
}

/** Texts of errors that Lambda itself reports, because the function could not. */
export const sandboxError = {
  timedOut: (requestId: string, seconds: number): FunctionError => ({
    errorType: 'Sandbox.Timedout',
    errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
  }),
  exited: (requestId: string, exitCode: number): FunctionError => ({
    errorType: 'Runtime.ExitError',
    errorMessage:
      `RequestId: ${requestId} Error: Runtime exited ` +
      (exitCode === 0 ? 'without providing a reason' : `with error: exit status ${exitCode}`),
  }),
  outOfMemory: (requestId: string): FunctionError => ({
    errorType: 'Runtime.ExitError',
    errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: signal: killed`,
  }),
};
