import type { FunctionMapping } from '../../adapters/tasks/lambda/function-source.ts';

/** What stepyard.yml says. */
export interface Config {
  readonly functions: FunctionMapping;
}

export const DEFAULT_CONFIG_FILE = 'stepyard.yml';
