import type { Process } from './process.ts';

/** Where the product runs: in the cloud or on a laptop. */
export interface Host {
  /** One API request, in whichever process answers it. Rejects when no answer comes; it may have been done all the same. */
  api<T>(what: string, request: (process: Process) => Promise<T>): Promise<T>;
  /** Messages that could still be delivered. */
  messages(): number;
  /** Messages delivered so far. */
  deliveries(): number;
}

export function detailOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
