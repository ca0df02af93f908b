/** One finding about a definition, as ValidateStateMachineDefinition returns it. `location` is absent where AWS gives none. */
export interface Diagnostic {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  readonly location?: string;
}

/**
 * How many errors, and how many warnings, are kept: a broken definition of 1 MB has room for a hundred thousand.
 * One more than ValidateStateMachineDefinition returns, so that it can tell that there are more.
 */
const MAX_KEPT = 101;

/** Collects findings in the order they are made. */
export interface Report {
  error(code: string, message: string, location?: string): void;
  warning(code: string, message: string, location?: string): void;
  hasErrors(): boolean;
  readonly diagnostics: readonly Diagnostic[];
}

export function createReport(): Report {
  const diagnostics: Diagnostic[] = [];
  const kept = { ERROR: 0, WARNING: 0 };
  const add = (severity: Diagnostic['severity'], code: string, message: string, location: string | undefined): void => {
    kept[severity] += 1;
    if (kept[severity] > MAX_KEPT) return;
    diagnostics.push({ severity, code, message, ...(location === undefined ? {} : { location }) });
  };
  return {
    error: (code, message, location) => add('ERROR', code, message, location),
    warning: (code, message, location) => add('WARNING', code, message, location),
    hasErrors: () => kept.ERROR > 0,
    diagnostics,
  };
}
