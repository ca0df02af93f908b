import { invalidName } from '../errors.ts';

/** White space, brackets, wildcards, other special characters, control characters and what is no character at all. */
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}\uFFFE\uFFFF]/u;

/** The rule for names of state machines, activities and executions; InvalidName if it is broken. */
export function checkName(name: string): void {
  if (FORBIDDEN.test(name)) throw invalidName(name);
}
