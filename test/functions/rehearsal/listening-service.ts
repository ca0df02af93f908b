import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A request to CloudWatch Logs or EventBridge. */
interface Heard {
  /** `Logs_20140328.PutLogEvents`, for instance. */
  readonly target: string;
  readonly body: {
    readonly logStreamName?: string;
    readonly logEvents?: readonly { readonly message: string }[];
    readonly Entries?: readonly { readonly Detail: string; readonly EventBusName: string }[];
  };
}

/** A stand-in for services that are only told something: takes everything, and keeps it. */
export async function startListeningService() {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      heard.push({ target: String(request.headers['x-amz-target']), body: body as Heard['body'] });
      const Entries = (body as Heard['body']).Entries?.map((_, index) => ({ EventId: String(index) }));
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(Entries ? { FailedEntryCount: 0, Entries } : {}));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The messages of log entries, and the details of events, of an execution. */
    told(executionArn: string) {
      const texts = heard.flatMap(({ body }) => [
        ...(body.logEvents ?? []).map(({ message }) => message),
        ...(body.Entries ?? []).map(({ Detail }) => Detail),
      ]);
      const told = texts.map((text) => JSON.parse(text) as Readonly<Record<string, unknown>>);
      return {
        logged: told.filter(({ execution_arn: arn }) => arn === executionArn).map(({ type }) => type),
        statuses: told.filter(({ executionArn: arn }) => arn === executionArn).map(({ status }) => status),
      };
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
