import type { JsonObject } from '../../asl/json.ts';

export interface HttpAnswer {
  readonly statusCode: number;
  readonly requestId: string;
  /** Names as they are to be shown. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The two members that optimized integrations add to a service's answer (recorded 2025-11). */
export function sdkMetadata({ statusCode, requestId, headers }: HttpAnswer): {
  readonly SdkHttpMetadata: JsonObject;
  readonly SdkResponseMetadata: JsonObject;
} {
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
      HttpHeaders: headers,
      HttpStatusCode: statusCode,
    },
    SdkResponseMetadata: { RequestId: requestId },
  };
}
