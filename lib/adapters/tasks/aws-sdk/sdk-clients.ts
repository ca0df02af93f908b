import type { FindService } from '../../service-endpoint.ts';
import { clientConfiguration } from '../client-configuration.ts';
import type { Failure } from '../integration.ts';
import { serviceNotConfigured } from '../service-not-configured.ts';
import { clientPackage, findClientPackage } from './client-package.ts';
import { loadSdkClient, type SdkClient, type SdkClientPackage } from './sdk-client.ts';

/** For the answer, in milliseconds: some actions run a function or a model meanwhile. */
const ANSWER_MS = 60_000;

export interface SdkClientsOptions {
  /** Absent: there are no services. */
  readonly findService?: FindService;
  /** Where the packages of clients are looked for, one folder after the other, as a module in it would find them. */
  readonly clientFolders?: readonly string[];
}

/** The clients of all services; each is loaded when it is needed first, and made once for each region. */
export interface SdkClients {
  /** @param service as a Resource names it: `cloudwatchlogs` */
  find(service: string): SdkClientPackage | Failure;
  connect(service: string, client: SdkClientPackage, region: string): SdkClient | Failure;
}

export function createSdkClients(options: SdkClientsOptions): SdkClients {
  const { findService = () => undefined, clientFolders = [] } = options;
  const loaded = new Map<string, SdkClientPackage>();
  const connected = new Map<string, SdkClient>();
  return {
    find(service) {
      const known = loaded.get(service);
      if (known) return known;
      const folder = findClientPackage(service, clientFolders);
      if (folder === undefined) return notInstalled(service);
      const client = load(service, folder);
      if (!('error' in client)) loaded.set(service, client);
      return client;
    },
    connect(service, found, region) {
      const endpoint = findService(found.serviceName);
      if (!endpoint) return serviceNotConfigured(found.serviceName);
      const key = `${service}/${region}`;
      const client = connected.get(key) ?? found.connect(clientConfiguration(endpoint, region, ANSWER_MS));
      connected.set(key, client);
      return client;
    },
  };
}

function notInstalled(service: string): Failure {
  return {
    error: 'Stepyard.SdkClientNotInstalled',
    cause: `The AWS SDK client for '${service}' is not installed. Run: npm install ${clientPackage(service)}`,
  };
}

function load(service: string, folder: string): SdkClientPackage | Failure {
  let reason = 'is too old, it does not describe its API';
  try {
    const client = loadSdkClient(folder);
    if (client) return client;
  } catch (error) {
    reason = `cannot be loaded, ${error instanceof Error ? error.message : String(error)}`;
  }
  return {
    error: 'Stepyard.SdkClientNotSupported',
    cause: `The AWS SDK client in ${folder} ${reason}. Run: npm install ${clientPackage(service)}@latest`,
  };
}
