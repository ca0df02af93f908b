import { dirname, resolve } from 'node:path';
import type { Embedded } from '../adapters/embedded/embedded.ts';
import type { ConnectionMapping } from '../adapters/tasks/http/configured-connections.ts';
import type { FunctionMapping } from '../adapters/tasks/lambda/function-source.ts';
import type { MockConfig } from '../adapters/tasks/mock-config/mock-config.ts';
import { type Config, DEFAULT_CONFIG_FILE } from './config/config.ts';
import { missingModules } from './config/missing-modules.ts';
import { checkServiceEndpoints, serviceEndpoint } from './service-endpoint.ts';
import { statusEventsService } from './status-events-service.ts';

export interface LocalServerOptions {
  /** undefined: in memory. */
  readonly dataDirectory?: string | undefined;
  /** 0: any free port. */
  readonly port: number;
  readonly host?: string | undefined;
  readonly allowedOrigin?: string | undefined;
  /** stepyard.yml: clients of the AWS SDK are looked for in its folder, too. Absent: in the working folder. */
  readonly configFile?: string | undefined;
  readonly functions: FunctionMapping;
  /** Folders that are S3 buckets, by name. */
  readonly buckets?: Readonly<Record<string, string>>;
  /** EventBridge connections of HTTP Tasks, by name. */
  readonly connections?: ConnectionMapping;
  readonly mockConfig?: MockConfig | undefined;
  readonly events?: Config['events'];
  readonly limits?: 'aws' | undefined;
}

/**
 * Starts the emulator in this process. Functions inherit this process's environment, and their AWS SDK finds the
 * emulator by AWS_ENDPOINT_URL_SFN; what they print, and what goes wrong in the server, goes to stderr.
 */
export async function startLocalServer(options: LocalServerOptions): Promise<Embedded> {
  const {
    dataDirectory,
    host,
    allowedOrigin,
    port,
    functions,
    buckets = {},
    connections = {},
    mockConfig,
    limits,
  } = options;
  checkServiceEndpoints(process.env);
  for (const line of missingModules(functions)) process.stderr.write(`stepyard: ${line}\n`);
  const { startEmbedded } = await import('../adapters/embedded/embedded.ts');
  const lambdaService = serviceEndpoint('LAMBDA', process.env);
  const logsService = serviceEndpoint('CLOUDWATCH_LOGS', process.env);
  const statusEvents = statusEventsService(options.events, process.env);
  const eventBridge = serviceEndpoint('EVENTBRIDGE', process.env);
  const secretsManager = serviceEndpoint('SECRETS_MANAGER', process.env);
  const s3 = serviceEndpoint('S3', process.env);
  // Known once the server listens; executions that go on from the last time may need it in the same moment.
  const own: { AWS_ENDPOINT_URL_SFN?: string } = {};
  const server = await startEmbedded({
    port,
    ...(dataDirectory !== undefined && { dataDirectory }),
    ...(host !== undefined && { host }),
    ...(allowedOrigin !== undefined && { allowedOrigin }),
    ...(mockConfig && { mockConfig }),
    ...(limits && { limits }),
    ...(logsService && { logsService }),
    ...(statusEvents && { statusEvents }),
    connections: { connections, ...(eventBridge && secretsManager && { services: { eventBridge, secretsManager } }) },
    findService: (name) => serviceEndpoint(name, process.env),
    clientFolders: [dirname(resolve(options.configFile ?? DEFAULT_CONFIG_FILE)), process.cwd()],
    objects: { buckets, ...(s3 && { s3: { ...s3, region: regionOf(process.env) } }) },
    functions: {
      functions,
      ...(lambdaService && { lambdaService }),
      environment: () => ({ ...own, ...process.env }),
      onFunctionOutput: ({ functionName, text }) =>
        process.stderr.write(text.replaceAll(/^(?=.)/gm, `[${functionName}] `)),
    },
    log: (line) => process.stderr.write(`${line}\n`),
  });
  own.AWS_ENDPOINT_URL_SFN = server.endpoint;
  return server;
}

/** The region that requests to a service are signed for. */
function regionOf(environment: NodeJS.ProcessEnv): string {
  return environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? 'us-east-1';
}
