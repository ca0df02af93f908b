import { isArray, isObject, type Json, type JsonObject } from '../../../asl/json.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import { parseJson } from '../../../asl/json-text/parse-json.ts';
import type { TaskOutcome, TaskRequest } from '../../../ports/task-runner.ts';
import { serviceFailure } from '../aws-sdk/failure.ts';
import { upperFirst } from '../aws-sdk/java-names.ts';
import type { Integration } from '../integration.ts';

/** An answer of our own API: its HTTP status, request id and JSON body. */
export interface OwnApiAnswer {
  readonly status: number;
  readonly requestId: string;
  readonly body: JsonObject;
}

/** Calls an action of the Step Functions API in the account and region of an execution. */
export type CallOwnApi = (
  executionArn: string,
  action: string,
  input: JsonObject,
  signal: AbortSignal,
) => Promise<OwnApiAnswer>;

/** Members that are JSON texts: given as JSON, they are sent as its text (spec: integrations, common rules). */
const TEXTS: ReadonlySet<string> = new Set(['input', 'output', 'definition', 'cause']);

/** `aws-sdk:sfn:<action>`: this very API, called without a detour through HTTP. */
export function awsSdkSfn(action: string, callApi: CallOwnApi): Integration {
  return {
    callClass: /^(describe|list|getExecutionHistory|validate)/.test(action) ? 'readOnly' : 'atMostOnce',
    lostError: { error: 'Sfn.SdkClientException', cause: 'Unable to execute HTTP request: the call was lost' },
    async call(request, signal) {
      const name = upperFirst(action);
      const answer = await callApi(request.executionArn, name, requestOf(request), signal);
      return answer.status === 200 ? { output: JSON.stringify(responseOf(answer.body)) } : failureOf(answer);
    },
  };
}

function requestOf({ parameters }: TaskRequest): JsonObject {
  const given = parseJson(parameters);
  return isObject(given) ? (lowered(given) as JsonObject) : {};
}

/** The API's own member names; null counts as not given. */
function lowered(value: Json): Json {
  if (isArray(value)) return value.map(lowered);
  if (!isObject(value)) return value;
  const members = Object.entries(value)
    .filter(([, member]) => member !== null)
    .map(([key, member]): [string, Json] => {
      const name = key.charAt(0).toLowerCase() + key.slice(1);
      return [name, TEXTS.has(name) && (isObject(member) || isArray(member)) ? jsonText(member) : lowered(member)];
    });
  return Object.fromEntries(members);
}

/** Members as Step Functions shows them: capitalised, times as ISO 8601 with milliseconds. */
function responseOf(value: Json): Json {
  if (isArray(value)) return value.map(responseOf);
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(([name, member]): [string, Json] => [
    upperFirst(name),
    typeof member === 'number' && /(Date|timestamp)$/.test(name)
      ? new Date(member * 1000).toISOString()
      : responseOf(member),
  ]);
  return Object.fromEntries(members);
}

function failureOf({ status, requestId, body }: OwnApiAnswer): TaskOutcome {
  const type = typeof body['__type'] === 'string' ? body['__type'] : 'Sfn';
  const message = typeof body['message'] === 'string' ? body['message'] : '';
  return serviceFailure('Sfn', { name: type, message, statusCode: status, requestId });
}
