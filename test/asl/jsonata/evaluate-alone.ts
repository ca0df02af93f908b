import { compileJsonata } from '../../../lib/asl/data/jsonata/expression.ts';
import type { JsonataScope } from '../../../lib/asl/data/jsonata/scope.ts';
import { StateFailure } from '../../../lib/asl/errors.ts';
import type { Json } from '../../../lib/asl/json.ts';
import { Payload } from '../../../lib/asl/payload.ts';

const NOW = Date.UTC(2030, 0, 2, 3, 4, 5, 678);

interface Given {
  readonly input?: Json;
  readonly result?: Json;
  readonly errorOutput?: Json;
  readonly variables?: Readonly<Record<string, Json>>;
}

/** Evaluates an expression of the field Output. Chance gives 0, 0.1, 0.2 … @returns its value, or what AWS says of it */
export async function evaluateAlone(expression: string, given: Given = {}): Promise<Json> {
  const { input = {}, result, errorOutput, variables = {} } = given;
  let drawn = 0;
  const scope: JsonataScope = {
    input: Payload.ofValue(input),
    ...(result === undefined ? {} : { result: Payload.ofValue(result) }),
    ...(errorOutput === undefined ? {} : { errorOutput: Payload.ofValue(errorOutput) }),
    contextObject: () => ({ State: { Name: 'S' } }),
    variable: (name) => variables[name],
    random: () => (drawn++ % 10) / 10,
    work: { evaluated: 0 },
    now: NOW,
  };
  return compileJsonata(expression).evaluate(scope, 'Output');
}

/** What is said after `The JSONata expression '…' specified for the field 'Output' `. */
export async function failureOf(expression: string, given: Given = {}): Promise<string> {
  try {
    return `no failure but ${JSON.stringify(await evaluateAlone(expression, given))}`;
  } catch (error) {
    if (!(error instanceof StateFailure)) throw error;
    const beginning = `The JSONata expression '${expression.trim()}' specified for the field 'Output' `;
    return error.detail.startsWith(beginning) ? error.detail.slice(beginning.length) : error.detail;
  }
}
