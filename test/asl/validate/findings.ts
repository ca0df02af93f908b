import { validateDefinition } from '../../../lib/asl/validate/validate-definition.ts';

/** What the validator finds, one line each: `CODE: message at location`, warnings with `(warning) ` before. */
export function findings(definition: object | string, type: 'STANDARD' | 'EXPRESS' = 'STANDARD'): readonly string[] {
  const text = typeof definition === 'string' ? definition : JSON.stringify(definition);
  return validateDefinition(text, type).diagnostics.map(({ severity, code, message, location }) => {
    const place = location === undefined ? '' : ` at ${location}`;
    return `${severity === 'WARNING' ? '(warning) ' : ''}${code}: ${message}${place}`;
  });
}

/** A machine whose first state `S` is the given one; where it leads to another, that is the final state `Z`. */
export function machineOf(state: object, fields: object = {}): object {
  const leadsOn = JSON.stringify(state).includes('"Z"');
  return { StartAt: 'S', States: { S: state, ...(leadsOn ? { Z: { Type: 'Succeed' } } : {}) }, ...fields };
}

/** Schema failures, which nearly all findings are, are written without their code. */
export function schema(...failures: readonly string[]): readonly string[] {
  return failures.map((failure) => `SCHEMA_VALIDATION_FAILED: ${failure}`);
}
