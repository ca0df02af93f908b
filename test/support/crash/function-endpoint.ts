import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What every Task of the crash workload sends to its function. */
export interface FunctionCall {
  readonly execution: string;
  readonly state: string;
  readonly item?: number;
  readonly retries: number;
  /** Functions that are asked for a callback get one. */
  readonly token?: string;
}

export interface FunctionEndpoint {
  /** Base URL of all functions. */
  readonly url: string;
  /** How often each attempt of each task was called. */
  readonly calls: ReadonlyMap<string, number>;
  /** Resolves when so many calls have come in all. */
  called(count: number): Promise<void>;
  close(): void;
}

/** Names an attempt of a task, whichever execution, iteration or retry it belongs to. */
function attemptOf({ execution, state, item, retries }: FunctionCall): string {
  return `${execution} ${state} ${item ?? '-'} ${retries}`;
}

/**
 * Stands in for Lambda, in another process than the server that is killed, so that it knows what was really called.
 * @param delaysMs how long each function takes, by name
 * @param onCall told of every call as it comes
 */
export async function startFunctionEndpoint(
  delaysMs: Readonly<Record<string, number>>,
  onCall: (call: FunctionCall) => void,
): Promise<FunctionEndpoint> {
  const calls = new Map<string, number>();
  let total = 0;
  let waiting: { readonly count: number; readonly resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const call = JSON.parse(body) as FunctionCall;
      const attempt = attemptOf(call);
      calls.set(attempt, (calls.get(attempt) ?? 0) + 1);
      total += 1;
      onCall(call);
      for (const { count, resolve } of waiting) if (total >= count) resolve();
      waiting = waiting.filter(({ count }) => total < count);
      setTimeout(() => response.end(JSON.stringify({ did: call.state })), delaysMs[request.url?.slice(1) ?? ''] ?? 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    called: (count) =>
      new Promise((resolve) => {
        if (total >= count) resolve();
        else waiting.push({ count, resolve });
      }),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
