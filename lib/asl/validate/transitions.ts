import type { Scope, State } from '../definition.ts';
import type { Report } from './diagnostic.ts';
import type { LocatedScope } from './scopes.ts';

interface Transition {
  readonly to: string;
  readonly location: string;
}

/**
 * Where transitions lead: first all missing targets, then either the missing terminal state of the machine
 * or the states nothing leads to, scope by scope (order measured on AWS).
 */
export function checkTransitions(scopes: readonly LocatedScope[], report: Report): void {
  for (const located of scopes) checkTargets(located, report);
  const machine = scopes[0];
  if (machine !== undefined && !Object.values(machine.scope.States).some(isTerminal)) {
    report.error('MISSING_END_STATE', 'Workflow has no terminal state');
    return;
  }
  for (const located of scopes) checkReachability(located, report);
}

function checkTargets({ scope, location }: LocatedScope, report: Report): void {
  const check = ({ to, location: at }: Transition): void => {
    if (Object.hasOwn(scope.States, to)) return;
    report.error('MISSING_TRANSITION_TARGET', `Missing 'Next' target: ${to}`, at);
  };
  check({ to: scope.StartAt, location: `${location}/StartAt` });
  for (const [name, state] of Object.entries(scope.States)) {
    for (const transition of transitionsOf(state, `${location}/States/${name}`)) check(transition);
  }
}

function* transitionsOf(state: State, location: string): Generator<Transition> {
  if ('Next' in state) yield { to: state.Next, location: `${location}/Next` };
  if (state.Type === 'Choice') {
    for (const [index, rule] of state.Choices.entries()) {
      if (rule.Next !== undefined) yield { to: rule.Next, location: `${location}/Choices[${index}]/Next` };
    }
    if (state.Default !== undefined) yield { to: state.Default, location: `${location}/Default` };
  }
  if ('Catch' in state) {
    for (const [index, catcher] of (state.Catch ?? []).entries()) {
      yield { to: catcher.Next, location: `${location}/Catch[${index}]/Next` };
    }
  }
}

function isTerminal(state: State): boolean {
  return state.Type === 'Succeed' || state.Type === 'Fail' || ('End' in state && state.End);
}

/**
 * Of a chain of unreachable states AWS names only the first; so does this: whatever a named state leads to
 * counts as reached. In a circle that nothing leads into, the first written is named (guess).
 */
function checkReachability({ scope, location }: LocatedScope, report: Report): void {
  const reached = new Set<string>();
  const reportUnreached = (names: readonly string[]): void => {
    for (const name of names) {
      if (reached.has(name)) continue;
      report.error('MISSING_TRANSITION_TARGET', `State "${name}" is not reachable.`, `${location}/States/${name}`);
      reach(name, scope, reached);
    }
  };
  reach(scope.StartAt, scope, reached);
  const names = Object.keys(scope.States);
  const targets = targetsFromElsewhere(scope);
  reportUnreached(names.filter((name) => !targets.has(name)));
  reportUnreached(names);
}

/** Marks everything that can be reached from a state. */
function reach(start: string, scope: Scope, reached: Set<string>): void {
  const waiting = [start];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name) || !Object.hasOwn(scope.States, name)) continue;
    reached.add(name);
    const state = scope.States[name];
    if (state === undefined) continue;
    for (const { to } of transitionsOf(state, '')) waiting.push(to);
  }
}

function targetsFromElsewhere(scope: Scope): ReadonlySet<string> {
  const targets = new Set<string>();
  for (const [name, state] of Object.entries(scope.States)) {
    for (const { to } of transitionsOf(state, '')) if (to !== name) targets.add(to);
  }
  return targets;
}
