import { parseJsonText } from '../../../asl/json-text/parse-json-text.ts';
import { jsonText } from '../../../asl/json-text/json-text.ts';
import type { JsonObject } from '../../../asl/json.ts';
import type { TaskOutcome } from '../../../ports/task-runner.ts';
import type { HttpAnswer } from '../http/http-response.ts';
import { sendRequest } from '../http/send-request.ts';
import type { Failure, Integration } from '../integration.ts';
import { readApiGatewayRequest, type ApiGatewayRequest } from './api-gateway-request.ts';
import type { SignRequest } from './sign-request.ts';

export interface ApiGatewayOptions {
  /** May the machine's own hosts be asked, without TLS? AWS never allows that. */
  readonly allowsOwnHosts?: boolean;
  /** Signs requests to APIs that ask who is there. */
  readonly sign: SignRequest;
}

/** `apigateway:invoke`: a request to a REST or HTTP API of API Gateway. With `.waitForTaskToken` it is the same. */
export function apiGatewayInvoke(
  { allowsOwnHosts = false, sign }: ApiGatewayOptions,
  send: typeof fetch = fetch,
): Integration {
  async function headersOf(
    request: ApiGatewayRequest,
    region: string,
  ): Promise<ApiGatewayRequest['headers'] | Failure> {
    return request.isSigned ? sign(request, region) : request.headers;
  }

  return {
    callClass: 'atMostOnce',
    lostError: connectionFailure('the answer was lost; the request may or may not have been received'),
    async call({ executionArn, parameters }, signal): Promise<TaskOutcome> {
      const request = readApiGatewayRequest(parameters, allowsOwnHosts);
      if ('error' in request) return request;
      const [, , , region = ''] = executionArn.split(':');
      const headers = await headersOf(request, region);
      if ('error' in headers) return headers;
      const { url, method, body } = request;
      const answer = await sendRequest(send, { url: url.href, method, headers, body }, signal);
      return 'reason' in answer ? connectionFailure(answer.reason) : outcomeOf(answer);
    },
  };
}

/** A status of 400 and more is an error of its own name (recorded 2024-10). */
function outcomeOf({ statusCode, statusText, headers, body }: HttpAnswer): TaskOutcome {
  if (statusCode >= 400) return { error: `ApiGateway.${statusCode}`, cause: body };
  const parsed = parseJsonText(body);
  const output: JsonObject = {
    Headers: Object.fromEntries([...headers].map(([name, values]) => [shownName(name), [...values]])),
    ResponseBody: parsed.ok ? parsed.value : body,
    StatusCode: statusCode,
    StatusText: statusText,
  };
  return { output: jsonText(output) };
}

/** The name of the error is a guess: that of other services. */
function connectionFailure(reason: string): Failure {
  return { error: 'ApiGateway.SdkClientException', cause: `Unable to execute HTTP request: ${reason}` };
}

/** Headers that API Gateway itself does not write with capitals (recorded 2024-10). */
const SHOWN_AS: Readonly<Record<string, string>> = {
  'x-amz-apigw-id': 'x-amz-apigw-id',
  'x-amzn-requestid': 'x-amzn-RequestId',
};

/** Names come in lower case; API Gateway writes `Content-Type`. */
function shownName(name: string): string {
  return SHOWN_AS[name] ?? name.replaceAll(/(?<![^-])[a-z]/g, (letter) => letter.toUpperCase());
}
