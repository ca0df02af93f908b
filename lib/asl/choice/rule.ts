import type { DataScope } from '../data/data-scope.ts';
import { compilePath } from '../data/json-path.ts';
import type { CompiledPath } from '../data/json-path.ts';
import type { ChoiceRule } from '../definition.ts';
import { runtimeFailure } from '../errors.ts';
import type { Json } from '../json.ts';
import { OPERATORS } from './operators.ts';

export interface CompiledRule {
  /** @throws StateFailure States.Runtime when a path leads nowhere, except for IsPresent */
  matches(scope: DataScope): boolean;
}

const compiled = new WeakMap<ChoiceRule, CompiledRule>();

/** A JSONPath choice rule: `Variable` with one operator, or `And`, `Or`, `Not` of rules. @throws InvalidPathSyntax */
export function compileRule(rule: ChoiceRule): CompiledRule {
  const known = compiled.get(rule);
  if (known) return known;
  const made = compileNew(rule);
  compiled.set(rule, made);
  return made;
}

function compileNew(rule: ChoiceRule): CompiledRule {
  if (rule.And) {
    const rules = rule.And.map(compileRule);
    return { matches: (scope) => rules.every((each) => each.matches(scope)) };
  }
  if (rule.Or) {
    const rules = rule.Or.map(compileRule);
    return { matches: (scope) => rules.some((each) => each.matches(scope)) };
  }
  if (rule.Not) {
    const inner = compileRule(rule.Not);
    return { matches: (scope) => !inner.matches(scope) };
  }
  return compileComparison(rule);
}

function compileComparison(rule: ChoiceRule): CompiledRule {
  const name = Object.keys(rule).find((key) => OPERATORS.has(key));
  const operator = name === undefined ? undefined : OPERATORS.get(name);
  if (name === undefined || !operator || rule.Variable === undefined) {
    throw new Error(`A choice rule without Variable or operator: ${JSON.stringify(rule)}`);
  }
  const variable = compilePath(rule.Variable);
  const operand = rule[name] as Json;
  if (operator.operand === 'path') {
    const path = compilePath(typeof operand === 'string' ? operand : '');
    return { matches: (scope) => operator.against(readPresent(path, scope))(readPresent(variable, scope)) };
  }
  const test = operator.against(operand);
  return {
    matches: (scope) => test(operator.allowsMissing ? variable.find(scope) : readPresent(variable, scope)),
  };
}

function readPresent(path: CompiledPath, scope: DataScope): Json {
  const value = path.find(scope);
  if (value !== undefined) return value;
  throw runtimeFailure(`Invalid path '${path.text}': The choice state's condition path references an invalid value.`);
}
