/** An HTTP request as far as the API looks at it. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array | string;
  /**
   * Makes the signal that aborts when the client has gone away. Few actions ask for it. It is no getter: an object that
   * has one of its own stays in memory until all of it is cleaned up, and all of its request with it.
   */
  readonly signal?: () => AbortSignal;
  /** Aborts when the server is about to stop: whoever waits for something to do is sent home. */
  readonly closing?: AbortSignal;
}

export interface ApiResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Never rejects: what goes wrong is an answer. */
export type Api = (request: ApiRequest) => Promise<ApiResponse>;

export const JSON_1_0 = 'application/x-amz-json-1.0';

/** @param body a string is JSON text already */
export function jsonResponse(status: number, body: object | string, requestId: string): ApiResponse {
  return {
    status,
    headers: { 'content-type': JSON_1_0, 'x-amzn-requestid': requestId },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}
