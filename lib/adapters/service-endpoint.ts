/** How a service of AWS is reached. */
export interface ServiceEndpoint {
  /** URL of a service other than AWS's own. */
  readonly endpoint?: string;
  /** Absent: the SDK finds them (environment, profile, role). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/**
 * Where a service is; undefined: there is none.
 * @param name as the AWS SDKs' variable AWS_ENDPOINT_URL_<name> has it
 */
export type FindService = (name: string) => ServiceEndpoint | undefined;
