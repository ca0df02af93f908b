import jsonata from 'jsonata';
import type { Json } from '../../json.ts';
import { MissingPayload } from '../../payload.ts';
import { compileOnce } from '../compile-cache.ts';
import { hasArithmetic } from './arithmetic.ts';
import { expressionFailure, reasons } from './evaluation-failure.ts';
import { extraCosts } from './extra-costs.ts';
import { FUNCTIONS, REMOVED_FUNCTIONS, SCOPE_VARIABLE } from './functions.ts';
import { countEvaluated, MAX_DEPTH, MAX_SEQUENCE } from './limits.ts';
import type { Longs } from './numbers.ts';
import { privateCopy } from './private-copy.ts';
import { RefusedCall } from './refused-call.ts';
import { BoundedRegularExpression } from './regular-expression.ts';
import { toJson, UNSUPPORTED } from './result.ts';
import { statesVariable, type JsonataScope } from './scope.ts';
import { variablesOf, type SyntaxNode } from './syntax-tree.ts';

/** An expression of the JSONata language, without its delimiters. */
export interface CompiledJsonata {
  readonly tree: SyntaxNode;
  /**
   * @param location the field, as failures name it: `Output/result`
   * @throws EvaluationFailure whatever goes wrong: the expression is the user's
   */
  evaluate(scope: JsonataScope, location: string): Promise<Json>;
}

/** The expression cannot be parsed; the message is the parser's. */
export class InvalidJsonata extends Error {
  override readonly name = 'InvalidJsonata';
}

/** @throws InvalidJsonata */
export const compileJsonata = compileOnce((text: string): CompiledJsonata => {
  const expression = parse(text);
  const tree = expression.ast() as SyntaxNode;
  let variables: readonly string[] | undefined;
  let computes: boolean | undefined;
  return {
    tree,
    async evaluate(scope, location) {
      let result: unknown;
      // Only what runs is made ready: definitions are checked far more often.
      if (!variables) prepare(expression);
      variables ??= [...variablesOf(tree)];
      computes ??= hasArithmetic(tree);
      const longs: Longs | undefined = computes ? undefined : new Map();
      try {
        result = await expression.evaluate(undefined, bindings(variables, { ...scope, longs }));
      } catch (error) {
        if (error instanceof MissingPayload) throw error;
        throw expressionFailure(text, location, reasons.error(messageOf(error)));
      }
      const json = toJson(result, longs);
      if (json === undefined) throw expressionFailure(text, location, reasons.nothing);
      if (json === UNSUPPORTED) throw expressionFailure(text, location, reasons.unsupported);
      return json;
    },
  };
});

const DELIMITED = /^\{%(.*)%\}$/s;

/** The expression that a text is: everything between the delimiters, which have nothing outside; undefined for a literal. */
export function expressionIn(text: string): string | undefined {
  return DELIMITED.exec(text)?.[1];
}

function parse(text: string): jsonata.Expression {
  try {
    const RegexEngine = BoundedRegularExpression as unknown as RegExpConstructor;
    return jsonata(text, { stack: MAX_DEPTH, sequence: MAX_SEQUENCE, RegexEngine });
  } catch (error) {
    if (error instanceof RangeError) throw new InvalidJsonata('The expression is too deeply nested');
    throw new InvalidJsonata(isRecord(error) ? String(error['message']) : String(error));
  }
}

type Implementation = Parameters<jsonata.Expression['registerFunction']>[1];

/** jsonata calls what it finds under this name after each expression that it has evaluated. */
const AFTER_EACH = Symbol.for('jsonata.__evaluate_exit');

function prepare(expression: jsonata.Expression): void {
  for (const { name, signature, body } of FUNCTIONS) {
    expression.registerFunction(name, body as unknown as Implementation, signature);
  }
  for (const name of REMOVED_FUNCTIONS) expression.assign(name, undefined);
  const costs = extraCosts(expression.ast() as SyntaxNode);
  const count = (node: SyntaxNode, _input: unknown, environment: jsonata.Environment, result: unknown): void => {
    const { work } = environment.lookup(SCOPE_VARIABLE) as JsonataScope;
    work.evaluated += costs.get(node) ?? 0;
    countEvaluated(work, result, node.type === 'variable');
  };
  expression.assign(AFTER_EACH as unknown as string, count);
}

function bindings(variables: readonly string[], scope: JsonataScope): Record<string, unknown> {
  const bound: Record<string, unknown> = { [SCOPE_VARIABLE]: scope };
  for (const name of variables) {
    if (name === 'states') bound[name] = statesVariable(scope);
    else {
      const value = scope.variable(name);
      if (value !== undefined) bound[name] = privateCopy(value, scope.longs);
    }
  }
  return bound;
}

/**
 * `T1006: Attempted to invoke a non-function`; jsonata throws plain objects. Where it runs into an error of JavaScript
 * instead, with a value that it did not expect, the words of JavaScript would help nobody (ours are a guess).
 */
function messageOf(error: unknown): string {
  if (!isRecord(error)) return String(error);
  if (error instanceof Error && !(error instanceof RefusedCall))
    return 'The expression cannot be applied to these values.';
  const message = String(error['message']);
  return typeof error['code'] === 'string' ? `${error['code']}: ${message}` : message;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
