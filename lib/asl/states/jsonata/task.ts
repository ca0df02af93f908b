import type { Visit } from '../../machine/visit.ts';
import { evaluateAs } from './evaluate.ts';
import { countIn } from './numbers.ts';

export function taskSeconds(visit: Visit<'Task'>, field: 'TimeoutSeconds' | 'HeartbeatSeconds'): number | undefined {
  const value = visit.state.definition[field];
  return value === undefined ? undefined : countIn(visit, value, field, 1);
}

/** Credentials: the role that the call is made with. */
export function roleArn(visit: Visit<'Task'>): string | undefined {
  const role = visit.state.definition.Credentials?.['RoleArn'];
  return role === undefined ? undefined : evaluateAs('string', visit, role, 'Credentials/RoleArn');
}
