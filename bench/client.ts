import { Agent, request } from 'node:http';

type Answer = Readonly<Record<string, unknown>>;

/** A bare client of the API: as little work per request as Node allows, so that the server is what is measured. */
export interface Client {
  call(action: string, input: object): Promise<Answer>;
  /** The same, for answers that nobody looks into: to read a long one costs more than to send it. */
  send(action: string, input: object): Promise<string>;
  close(): void;
}

const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=000000000000/20260101/us-east-1/states/aws4_request, SignedHeaders=host, Signature=none';

export function createClient(port: number, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  return {
    call: async (action, input) => JSON.parse(await send(agent, port, action, JSON.stringify(input))) as Answer,
    send: (action, input) => send(agent, port, action, JSON.stringify(input)),
    close: () => agent.destroy(),
  };
}

function send(agent: Agent, port: number, action: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: AUTHORIZATION,
      'content-type': 'application/x-amz-json-1.0',
      'content-length': Buffer.byteLength(body),
      'x-amz-target': `AWSStepFunctions.${action}`,
    };
    const sent = request({ agent, port, host: '127.0.0.1', method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(text));
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Calls per second of `connections` callers that each call again as soon as they have their answer. */
export async function callsPerSecond(connections: number, forSeconds: number, one: () => Promise<unknown>) {
  let calls = 0;
  const run = async (end: number): Promise<void> => {
    while (performance.now() < end) {
      await one();
      calls += 1;
    }
  };
  const all = (lasting: number) =>
    Promise.all(Array.from({ length: connections }, () => run(performance.now() + lasting * 1000)));
  await all(1.5);
  calls = 0;
  const start = performance.now();
  await all(forSeconds);
  return calls / ((performance.now() - start) / 1000);
}
