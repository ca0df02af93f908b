import { isObject } from '../../../asl/json.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import { parseJson } from '../../../asl/json-text/parse-json.ts';
import type { Failure } from '../integration.ts';
import { parseTaskResource } from '../task-resource.ts';

/**
 * What the end of a nested execution means for the `startExecution.sync` task that waits for it.
 * @param description DescribeExecution's answer, dates in seconds since the epoch; the execution is not RUNNING
 * @param resource the waiting task's Resource: `.sync:2` gives Input and Output as JSON, `.sync` as texts
 */
export function childOutcome(description: JsonObject, resource: string): { readonly output: string } | Failure {
  const answer = inCapitals(description) as JsonObject;
  if (description['status'] !== 'SUCCEEDED') return { error: 'States.TaskFailed', cause: JSON.stringify(answer) };
  const parsed = parseTaskResource(resource);
  const asJson = parsed?.kind === 'integration' && parsed.pattern === 'sync:2';
  return { output: jsonText(asJson ? withParsedTexts(answer) : answer) };
}

/** Members as Step Functions writes them: capitalised, sorted, dates in milliseconds; absent and null ones left out. */
function inCapitals(value: Json): Json {
  if (!isObject(value)) return value;
  const members = Object.entries(value)
    .filter(([, member]) => member !== null)
    .map(([name, member]): [string, Json] => [
      name.charAt(0).toUpperCase() + name.slice(1),
      name.endsWith('Date') && typeof member === 'number' ? Math.round(member * 1000) : inCapitals(member),
    ]);
  return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function withParsedTexts(answer: JsonObject): JsonObject {
  const parse = ([name, value]: [string, Json]): [string, Json] => [
    name,
    (name === 'Input' || name === 'Output') && typeof value === 'string' ? parseJson(value) : value,
  ];
  return Object.fromEntries(Object.entries(answer).map(parse));
}
