import { setImmediate } from 'node:timers/promises';
import { examineJsonata, type Examine, type ExaminedJsonata } from '../../asl/data/jsonata/examine.ts';
import { expressionIn } from '../../asl/data/jsonata/expression.ts';
import { parseJsonText } from '../../asl/json-text/parse-json-text.ts';
import { isArray, isObject, type Json } from '../../asl/json.ts';

/** Expressions that are examined before somebody else has a turn: some milliseconds. */
const AT_ONCE = 50;

/**
 * Examines all that could be a JSONata expression in a definition, a few at a time: a definition has room for 30,000, and
 * to parse them takes seconds in which nobody else would be served.
 */
export async function examinedExpressions(definition: string): Promise<Examine> {
  const examined = new Map<string, ExaminedJsonata>();
  for (const expression of expressionsIn(definition)) {
    if (examined.has(expression)) continue;
    examined.set(expression, examineJsonata(expression));
    if (examined.size % AT_ONCE === 0) await setImmediate();
  }
  return (expression) => examined.get(expression) ?? examineJsonata(expression);
}

/** The expressions in all texts of a JSON text; none if it is none. */
function* expressionsIn(definition: string): Generator<string> {
  if (!definition.includes('{%')) return;
  const parsed = parseJsonText(definition);
  const waiting: Json[] = parsed.ok ? [parsed.value] : [];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const expression = typeof value === 'string' ? expressionIn(value) : undefined;
    if (expression !== undefined) yield expression;
    else if (isArray(value)) for (const item of value) waiting.push(item);
    else if (isObject(value)) for (const member of Object.values(value)) waiting.push(member);
  }
}
