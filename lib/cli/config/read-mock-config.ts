import type { MockConfig } from '../../adapters/tasks/mock-config/mock-config.ts';
import { InvalidMockConfig, parseMockConfig } from '../../adapters/tasks/mock-config/parse-mock-config.ts';
import { parseJsonText } from '../../asl/json-text/parse-json-text.ts';
import { UserError } from '../user-error.ts';
import { readConfigFile } from './read-config-file.ts';

/** Reads a mock configuration file; the first thing that is wrong with it is a UserError of one line. */
export async function readMockConfig(file: string): Promise<MockConfig> {
  const parsed = parseJsonText((await readConfigFile(file, true)) ?? '');
  if (!parsed.ok) throw new UserError(`${file} is not JSON: ${parsed.message}`);
  try {
    return { file, testCases: parseMockConfig(parsed.value) };
  } catch (error) {
    if (error instanceof InvalidMockConfig) throw new UserError(`${file}: ${error.message}`);
    throw error;
  }
}
