import type { JsonObject } from '../asl/json.ts';
import { JSON_1_0, type Api } from './protocol/message.ts';

/** Calls the API from inside, in the account and region of an execution. */
export function callOwnApi(api: Api) {
  return async (executionArn: string, action: string, input: JsonObject, signal: AbortSignal) => {
    const [, , , region = '', account = ''] = executionArn.split(':');
    const { status, headers, body } = await api({
      method: 'POST',
      path: '/',
      headers: {
        'content-type': JSON_1_0,
        'x-amz-target': `AWSStepFunctions.${action}`,
        authorization: `AWS4-HMAC-SHA256 Credential=${account}/00000000/${region}/states/aws4_request`,
      },
      body: JSON.stringify(input),
      signal: () => signal,
    });
    return { status, requestId: headers['x-amzn-requestid'] ?? '', body: JSON.parse(body) as JsonObject };
  };
}
