import { ErrorName, StateFailure } from '../../asl/errors.ts';
import { jsonText } from '../../asl/json-text/json-text.ts';
import { parseJson } from '../../asl/json-text/parse-json.ts';
import { isArray, type Json, type JsonObject } from '../../asl/json.ts';
import type { Execution } from '../../ports/execution-store.ts';
import { resultRecord } from './result-record.ts';

const TRANSFORMATIONS = ['NONE', 'COMPACT', 'FLATTEN'] as const;
const OUTPUT_TYPES = ['JSON', 'JSONL'] as const;

/** ResultWriter's WriterConfig. */
export interface ResultFormat {
  readonly transformation: (typeof TRANSFORMATIONS)[number];
  readonly outputType: (typeof OUTPUT_TYPES)[number];
}

/**
 * @param config WriterConfig
 * @param transformation what it is without: NONE for files, COMPACT for the result of the state (docs: ResultWriter)
 * Throws StateFailure, States.ResultWriterFailed.
 */
export function resultFormatOf(
  config: JsonObject | undefined,
  transformation: ResultFormat['transformation'],
): ResultFormat {
  const { Transformation = transformation, OutputType = 'JSON' } = config ?? {};
  return {
    transformation: oneOf(TRANSFORMATIONS, 'Transformation', Transformation),
    outputType: oneOf(OUTPUT_TYPES, 'OutputType', OutputType),
  };
}

/** The JSON texts, each on one line, that a child execution adds to the results. One that failed is always told whole. */
export function resultTexts({ transformation }: ResultFormat, child: Execution): readonly string[] {
  const { status, output } = child.head;
  if (transformation === 'NONE' || status !== 'SUCCEEDED' || output === undefined)
    return [jsonText(resultRecord(child))];
  if (transformation === 'COMPACT') return [compact(output)];
  const value = parseJson(output);
  return isArray(value) ? value.map(jsonText) : [jsonText(value)];
}

/** Texts may have been written with white space. */
function compact(text: string): string {
  return /\s/.test(text) ? jsonText(parseJson(text)) : text;
}

function oneOf<Allowed extends string>(allowed: readonly Allowed[], field: string, value: Json): Allowed {
  const found = allowed.find((name) => name === value);
  if (found !== undefined) return found;
  const detail = `${field} must be one of ${allowed.join(', ')}, not ${JSON.stringify(value)}`;
  throw new StateFailure(ErrorName.resultWriterFailed, detail);
}
