import { dirname } from 'node:path';
import type { Document, LineCounter } from 'yaml';
import { UserError } from '../user-error.ts';
import { checkConfig } from './check-config.ts';
import type { ConfigProblem } from './section.ts';
import type { Config } from './config.ts';
import { DEFAULT_CONFIG_FILE } from './config.ts';
import { readConfigFile } from './read-config-file.ts';

/**
 * Reads stepyard.yml.
 * @param file undefined: stepyard.yml in the working folder, which need not be there
 */
export async function readConfig(file: string | undefined): Promise<Config> {
  const name = file ?? DEFAULT_CONFIG_FILE;
  const text = await readConfigFile(name, file !== undefined);
  if (text === undefined) return { functions: {}, buckets: {}, connections: {} };
  const { parseDocument, LineCounter } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const [syntax] = document.errors;
  if (syntax) {
    const { line, col } = lineCounter.linePos(syntax.pos[0]);
    throw new UserError(`${name}:${line}:${col}: ${syntax.message.split(' at line ')[0] ?? ''}`);
  }
  const checked = checkConfig(valueOf(document, name), dirname(name));
  if (checked.ok) return checked.config;
  const lines = checked.problems.map((problem) => `${name}:${place(document, lineCounter, problem)}: ${problem.text}`);
  throw new UserError(lines.join('\n'));
}

/** What the document says. A UserError for aliases without an anchor, and for those that explode. */
function valueOf(document: Document, name: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new UserError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** `line:column` of the value a problem is about, or of what it is missing from. */
function place(document: Document, lineCounter: LineCounter, { path }: ConfigProblem): string {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const offset = (node as { readonly range?: readonly number[] | null } | undefined)?.range?.[0];
    if (offset === undefined) continue;
    const { line, col } = lineCounter.linePos(offset);
    return `${line}:${col}`;
  }
  return '1:1';
}
