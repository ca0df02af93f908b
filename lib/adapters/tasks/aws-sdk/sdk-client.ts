import { realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { MetadataBearer, MiddlewareStack } from '@smithy/types';
import type { ClientConfiguration } from '../client-configuration.ts';
import type { StructureShape } from '../optimized/parameter-shape.ts';
import { clientLibraries, type Constructor } from './client-libraries.ts';
import { type EndpointRules, rulesAt } from './endpoint-rules.ts';
import { hostGuard, type Middleware } from './host-guard.ts';
import { servicePrefix, upperFirst } from './java-names.ts';
import { requestShape } from './request-shape.ts';
import type { SdkSchema } from './sdk-schema.ts';

/** A client of one region. Rejects with the SDK's errors. */
export interface SdkClient {
  readonly middlewareStack: MiddlewareStack<object, MetadataBearer>;
  send(command: object, options: { readonly abortSignal: AbortSignal }): Promise<MetadataBearer>;
}

export interface SdkAction {
  readonly parameters: StructureShape;
  readonly input: SdkSchema;
  readonly output: SdkSchema;
  /** Makes what the client sends. */
  readonly command: (input: object) => object;
}

/** The client package of a service. */
export interface SdkClientPackage {
  /** As the variable AWS_ENDPOINT_URL_<name> has it: `SECRETS_MANAGER`. */
  readonly serviceName: string;
  /** Before the dot of error names: `SecretsManager`. */
  readonly prefix: string;
  /** The class of errors that the API does not model; modelled ones have classes of their own. */
  readonly ServiceException: abstract new (...args: never[]) => Error;
  /** The name of every action, as in a Resource. */
  readonly actionNames: readonly string[];
  connect(configuration: ClientConfiguration): SdkClient;
  action(name: string): SdkAction | undefined;
}

type Exports = Readonly<Record<string, unknown>>;
interface Client extends SdkClient {
  readonly config: { readonly serviceId: string; readonly endpointProvider: EndpointRules };
  readonly middlewareStack: SdkClient['middlewareStack'] & { add(middleware: Middleware, options: object): void };
}
interface Command {
  /** Kind, namespace, name, traits, input, output. Absent in clients that are too old. */
  readonly schema?: readonly [unknown, unknown, unknown, unknown, input: unknown, output: unknown];
}

/**
 * Loads a client from its folder.
 * @returns undefined when it is too old to know the members of its API
 */
export function loadSdkClient(folder: string): SdkClientPackage | undefined {
  const load = createRequire(join(realpathSync(folder), 'package.json'));
  const exported = load(folder) as Exports;
  const libraries = clientLibraries(load);
  const actionNames = Object.keys(exported).flatMap((name) => COMMAND.exec(name)?.[1] ?? []);
  const Client = derivedClass(exported, exported['__Client'], /Client$/) as Constructor<Client> | undefined;
  const ServiceException = derivedClass(exported, Error, /ServiceException$/);
  const isDescribed = actionNames.some((name) => schemaOf(exported, name));
  if (!libraries || !Client || !ServiceException || !isDescribed) return undefined;
  const { serviceId, endpointProvider } = new Client({ region: 'us-east-1' }).config;
  return {
    serviceName: serviceId.replaceAll(' ', '_').toUpperCase(),
    prefix: servicePrefix(serviceId),
    ServiceException: ServiceException as SdkClientPackage['ServiceException'],
    actionNames,
    connect(configuration) {
      const requestHandler = libraries.createHandler(configuration.requestHandler);
      const { endpoint } = configuration;
      const { rules, middleware } = hostGuard(rulesAt(endpoint, endpointProvider), endpoint);
      const client = new Client({ ...withoutDetours(configuration), requestHandler, endpointProvider: rules });
      client.middlewareStack.add(middleware, LAST);
      return client;
    },
    action(name) {
      const Command = commandOf(exported, upperFirst(name));
      const schema = schemaOf(exported, upperFirst(name));
      if (!Command || !schema) return undefined;
      const [input, output] = [libraries.readSchema(schema[4]), libraries.readSchema(schema[5])];
      return { parameters: requestShape(input), input, output, command: (given) => new Command(given) };
    },
  };
}

/** Just before a request is sent, when it is signed. */
const LAST = { step: 'deserialize', priority: 'low', name: 'hostGuard' };

function commandOf(exported: Exports, actionName: string): Constructor<Command> | undefined {
  return exported[`${actionName}Command`] as Constructor<Command> | undefined;
}

function schemaOf(exported: Exports, actionName: string): Command['schema'] {
  const Command = commandOf(exported, actionName);
  return Command && new Command({}).schema;
}

const COMMAND = /^([A-Z]\w*)Command$/;

/** The one class of this name that is derived from another one, and from no other of the client's own. */
function derivedClass(exported: Exports, base: unknown, name: RegExp): unknown {
  if (typeof base !== 'function') return undefined;
  const own = Object.entries(exported).filter(([key]) => !key.startsWith('__'));
  const classes = new Set(own.map(([, value]) => value));
  return own.find(
    ([key, value]) =>
      name.test(key) &&
      typeof value === 'function' &&
      value.prototype instanceof base &&
      !classes.has(Object.getPrototypeOf(value)),
  )?.[1];
}

/** Nothing in a request may lead elsewhere than to the service: neither the URL of a queue nor a prefix of the host. */
function withoutDetours(configuration: ClientConfiguration): object {
  return {
    ...configuration,
    useQueueUrlAsEndpoint: false,
    // Answers have the checksum of an object only if it is asked for.
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...(configuration.endpoint !== undefined && { disableHostPrefix: true, forcePathStyle: true }),
  };
}
