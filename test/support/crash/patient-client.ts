import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A client of a server that may be gone for a while: asks until it is answered, so an answer is an acknowledgement. */
export interface PatientClient {
  call(action: string, input: object): Promise<Answer>;
  /** The same for actions that must succeed. */
  ask(action: string, input: object): Promise<Answer['body']>;
}

const PAUSE_MS = 50;

/** @param endpoint where the server is now; it changes with every start */
export function patientClient(endpoint: () => string): PatientClient {
  async function call(action: string, input: object): Promise<Answer> {
    for (;;) {
      try {
        const response = await fetch(endpoint(), {
          method: 'POST',
          headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AWSStepFunctions.${action}` },
          body: JSON.stringify(input),
        });
        return { status: response.status, body: (await response.json()) as Answer['body'] };
      } catch {
        await sleep(PAUSE_MS);
      }
    }
  }
  return {
    call,
    async ask(action, input) {
      const { status, body } = await call(action, input);
      if (status !== 200) throw new Error(`${action} answered ${status}: ${JSON.stringify(body)}`);
      return body;
    },
  };
}
