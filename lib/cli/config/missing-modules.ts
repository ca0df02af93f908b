import { existsSync } from 'node:fs';
import type { FunctionMapping } from '../../adapters/tasks/lambda/function-source.ts';

/** The bundler tries these when there is no file of the very name; a folder stands for its index. */
const ENDINGS = ['', '.tsx', '.ts', '.jsx', '.js'];

/** A line for each function whose module is not there. That stops nobody: it may come before it is called. */
export function missingModules(functions: FunctionMapping): readonly string[] {
  return Object.entries(functions).flatMap(([name, source]) => {
    if ('url' in source || ENDINGS.some((ending) => existsSync(source.module + ending))) return [];
    return [`Function '${name}' fails until its module is there: ${source.module}`];
  });
}
