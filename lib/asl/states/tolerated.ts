import { runtimeFailure } from '../errors.ts';
import type { ToleratedField } from './data-flow.ts';

/** The value itself, unless it is none that a Map can tolerate (texts recorded). */
export function checkTolerated(field: ToleratedField, value: number): number {
  if (field === 'ToleratedFailureCount' && value < 0) throw runtimeFailure('ToleratedFailureCount cannot be negative.');
  if (field === 'ToleratedFailurePercentage' && (value < 0 || value > 100)) {
    throw runtimeFailure('ToleratedFailurePercentage must be between 0 and 100.');
  }
  return value;
}
