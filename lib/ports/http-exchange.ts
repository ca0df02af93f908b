/** What an HTTP Task sent and got, in the words of TestState's inspectionData. */
export interface HttpExchange {
  readonly request: HttpRequestShown;
  /** The same without what the connection added: its secrets are not for everybody's eyes. */
  readonly requestWithoutSecrets: HttpRequestShown;
  /** Absent when nobody answered. */
  readonly response?: HttpResponseShown;
}

export interface HttpRequestShown {
  readonly protocol: string;
  readonly method: string;
  readonly url: string;
  readonly headers: string;
  readonly body?: string;
}

export interface HttpResponseShown {
  readonly protocol: string;
  readonly statusCode: string;
  readonly statusMessage: string;
  readonly headers: string;
  readonly body: string;
}
