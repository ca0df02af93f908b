import { requestShape } from '../../../../lib/adapters/tasks/aws-sdk/request-shape.ts';
import type { SdkClientPackage } from '../../../../lib/adapters/tasks/aws-sdk/sdk-client.ts';
import type { SdkClients } from '../../../../lib/adapters/tasks/aws-sdk/sdk-clients.ts';
import type { SdkSchema } from '../../../../lib/adapters/tasks/aws-sdk/sdk-schema.ts';

type Members = Readonly<Record<string, unknown>>;

/** A request that a service expects, member names as its API has them, and what it answers or throws. */
export interface ExpectedCall {
  readonly action: string;
  readonly input: Members;
  readonly answer?: Members;
  readonly error?: Error;
  /** There is no answer at all. */
  readonly hangs?: true;
}

/** An error that a service's API does not model. */
export class UnknownServiceError extends Error {
  readonly $metadata = { httpStatusCode: 500, requestId: 'r' };
}

/** An error that it does. */
export class KnownServiceError extends UnknownServiceError {
  override readonly $metadata = { httpStatusCode: 400, requestId: 'r' };

  constructor(name: string) {
    super('No.');
    this.name = name;
  }
}

/** The schema of a structure, as far as a value shows it. */
function schemaOf(value: unknown): SdkSchema {
  const no = (): boolean => false;
  return {
    getSchema: () => [],
    getMergedTraits: () => ({}),
    getValueSchema: () => schemaOf(Array.isArray(value) ? value[0] : undefined),
    isBigDecimalSchema: no,
    isBigIntegerSchema: no,
    isBlobSchema: no,
    isBooleanSchema: () => typeof value === 'boolean',
    isDocumentSchema: no,
    isListSchema: () => Array.isArray(value),
    isMapSchema: no,
    isNumericSchema: () => typeof value === 'number',
    isStreaming: no,
    isStructSchema: () =>
      typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date),
    isTimestampSchema: () => value instanceof Date,
    structIterator: () => Object.entries(value as Members).map(([name, member]) => [name, schemaOf(member)] as const),
  };
}

/** Clients of a service that gets just these requests, in their order; `sent` says which it has got. */
export function fakeClients(expected: readonly ExpectedCall[]) {
  const left = [...expected];
  const sent: { readonly action: string; readonly input: object }[] = [];
  const client: SdkClientPackage = {
    serviceName: 'FAKE',
    prefix: 'Fake',
    ServiceException: UnknownServiceError,
    actionNames: [],
    connect: () => {
      throw new Error('The clients connect.');
    },
    action(name) {
      const [next] = left;
      if (next?.action !== name) throw new Error(`${name} was called, ${next?.action ?? 'nothing'} was expected.`);
      const input = schemaOf(next.input);
      return {
        input,
        output: schemaOf(next.answer ?? {}),
        parameters: requestShape(input),
        command: (given) => ({ name, input: given }),
      };
    },
  };
  const clients: SdkClients = {
    find: () => client,
    connect: () => ({
      middlewareStack: { add: () => undefined } as never,
      async send(command, { abortSignal }) {
        const { name: action, input } = command as { readonly name: string; readonly input: object };
        sent.push({ action, input });
        const { answer, error, hangs } = left.shift() ?? {};
        if (hangs) await brokenOff(abortSignal);
        if (error) throw error;
        return { ...answer, $metadata: { httpStatusCode: 200, requestId: 'r' } };
      },
    }),
  };
  return { clients, sent };
}

function brokenOff(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error('Request aborted'));
    });
  });
}
