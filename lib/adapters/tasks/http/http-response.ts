import { ErrorName } from '../../../asl/errors.ts';
import { parseJsonText } from '../../../asl/json-text/parse-json-text.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { Json, JsonObject } from '../../../asl/json.ts';
import type { TaskOutcome } from '../../../ports/task-runner.ts';

/** Answers that are no texts (docs: HTTP Task). */
const BINARY = /^(application\/octet-stream|image\/|video\/|audio\/)/i;
const JSON_TYPE = /^application\/([-\w.]+\+)?json\b/i;
/** The largest result that a state may have. */
const MAX_BYTES = 262_144;

export interface HttpAnswer {
  readonly statusCode: number;
  readonly statusText: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

/** What an answer means for the task: a status of 400 and more is an error of its own name. */
export function outcomeOfAnswer({ statusCode, statusText, headers, body }: HttpAnswer): TaskOutcome {
  if (statusCode >= 400) {
    return { error: `States.Http.StatusCode.${statusCode}`, cause: body === '' ? statusText : body };
  }
  const type = headers.get('content-type')?.[0] ?? '';
  if (BINARY.test(type)) return failure(`The response of type '${type}' is not supported.`);
  if (Buffer.byteLength(body) > MAX_BYTES) return failure('The response is larger than 256 KiB.');
  const output: JsonObject = {
    Headers: Object.fromEntries(headers),
    ResponseBody: bodyValue(type, body),
    StatusCode: statusCode,
    StatusText: statusText,
  };
  return { output: jsonText(output) };
}

function bodyValue(type: string, body: string): Json {
  const parsed = JSON_TYPE.test(type) ? parseJsonText(body) : undefined;
  return parsed?.ok === true ? parsed.value : body;
}

/** The words are a guess. */
function failure(cause: string): TaskOutcome {
  return { error: ErrorName.runtime, cause };
}
