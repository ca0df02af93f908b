import type { ConnectionMapping } from '../../adapters/tasks/http/configured-connections.ts';
import type { FunctionMapping } from '../../adapters/tasks/lambda/function-source.ts';

/** What stepyard.yml says. */
export interface Config {
  readonly functions: FunctionMapping;
  /** Folders that are S3 buckets: absolute paths by the names of buckets. */
  readonly buckets: Readonly<Record<string, string>>;
  /** EventBridge connections of HTTP Tasks, by name. */
  readonly connections: ConnectionMapping;
  /** Is EventBridge told of changes of status? A URL says where it is. */
  readonly events?: boolean | string;
}

export const DEFAULT_CONFIG_FILE = 'stepyard.yml';
