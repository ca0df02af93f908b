import { resolve } from 'node:path';
import type { MockConfig } from '../../adapters/tasks/mock-config/mock-config.ts';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { readConfig } from '../config/read-config.ts';
import { DEFAULT_DATA_DIRECTORY } from '../data-directory.ts';
import { readMockConfig } from '../config/read-mock-config.ts';
import { startLocalServer } from '../local-server.ts';
import { MOCK_CONFIG_VARIABLE, unusedVariables } from '../step-functions-local.ts';
import { stopSignal } from '../stop-signal.ts';
import { UserError } from '../user-error.ts';

const DEFAULT_PORT = 8083;

const HELP = `Usage: stepyard start [options]

Serves the Step Functions API until it is told to stop (Ctrl-C). Executions go on where they were at the next start.

Options:
  --port NUMBER   Port to listen at (default ${DEFAULT_PORT}; 0: any free port)
  --host ADDRESS  Address to listen at (default 127.0.0.1)
  --origin URL    Web pages of this origin may call, besides those of this machine (*: all may)
  --data FOLDER   Where everything is kept (default ${DEFAULT_DATA_DIRECTORY})
  --memory        Keep nothing: all is gone when the server stops
  --config FILE   Says where Lambda functions and buckets are (default stepyard.yml, if it is there)
  --mock-config FILE
                  Test cases as of Step Functions Local: an execution of ARN#CASE calls no services
                  (default: the variable SFN_MOCK_CONFIG)
  --limits aws    Throttle callers as AWS does by default (docs/limits.md)
`;

const OPTIONS = {
  port: { type: 'string' },
  host: { type: 'string' },
  origin: { type: 'string' },
  data: { type: 'string' },
  memory: { type: 'boolean' },
  config: { type: 'string' },
  'mock-config': { type: 'string' },
  limits: { type: 'string' },
} as const;

export const start: Command = { help: HELP, run: serve };

async function serve(args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, OPTIONS, 0);
  if (values.memory && values.data !== undefined) throw new UserError('Use either --data or --memory', 2);
  const config = await readConfig(values.config);
  const mockConfig = await mockConfigOf(values['mock-config']);
  for (const line of unusedVariables(process.env)) process.stderr.write(`stepyard: ${line}\n`);
  const dataDirectory = values.memory ? undefined : resolve(values.data ?? DEFAULT_DATA_DIRECTORY);
  const port = portNumber(values.port);
  const limits = limitsOf(values.limits);
  const server = await startLocalServer({
    ...config,
    configFile: values.config,
    dataDirectory,
    port,
    host: values.host,
    allowedOrigin: originOf(values.origin),
    mockConfig,
    limits,
  });
  const { endpoint } = server;
  // Before anybody can know that we are here, and stop us.
  const stopped = stopSignal();
  process.stdout.write(
    `Stepyard is ready at ${endpoint} (${dataDirectory ?? 'in memory'}). ` +
      `SDKs: export AWS_ENDPOINT_URL_SFN=${endpoint} | CLI: aws stepfunctions --endpoint-url ${endpoint} list-state-machines\n`,
  );
  await stopped;
  await server.close();
  return 0;
}

/** @param file the option; without it, the variable of Step Functions Local says which file */
async function mockConfigOf(file: string | undefined): Promise<MockConfig | undefined> {
  if (file !== undefined) return readMockConfig(file);
  const named = process.env[MOCK_CONFIG_VARIABLE];
  if (!named) return undefined;
  try {
    return await readMockConfig(named);
  } catch (error) {
    throw error instanceof UserError ? new UserError(`${MOCK_CONFIG_VARIABLE}: ${error.message}`) : error;
  }
}

function portNumber(text: string | undefined): number {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UserError(`--port must be a number from 0 to 65535, not '${text}'`, 2);
  return port;
}

/** An origin as browsers send it: a path, even `/`, would make it another one. */
function originOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '*' || /^[a-z][a-z\d+.-]*:\/\/[^/?#]+$/.test(text)) return text;
  throw new UserError(`--origin must be such as https://app.example.com, or *, not '${text}'`, 2);
}

function limitsOf(text: string | undefined): 'aws' | undefined {
  if (text === undefined || text === 'aws') return text;
  throw new UserError(`--limits must be aws, not '${text}'`, 2);
}
