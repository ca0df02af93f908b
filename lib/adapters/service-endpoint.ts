/** How a service of AWS is reached. */
export interface ServiceEndpoint {
  /** URL of a service other than AWS's own. */
  readonly endpoint?: string;
  /** Absent: the SDK finds them (environment, profile, role). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}
