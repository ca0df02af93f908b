import { parseJsonText } from '../../asl/json-text/parse-json-text.ts';
import { invalidExecutionInput } from '../errors.ts';

/** The input's text, `{}` if there is none; InvalidExecutionInput in AWS's words if it is not JSON. */
export function executionInput(given: string | undefined): string {
  if (given === undefined) return '{}';
  if (given.trim() === '') throw invalidExecutionInput('Invalid execution input.');
  const parsed = parseJsonText(given);
  if (!parsed.ok) throw invalidExecutionInput(parsed.message);
  return given;
}
