import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { HTTP_URL, isHttpUrl } from '../config/http-url.ts';
import { DEFAULT_DATA_DIRECTORY } from '../data-directory.ts';
import { entryLine, parseEntry, selectionOf } from '../logs/entry.ts';
import { readLogFiles } from '../logs/read-log-files.ts';
import { readRecentLog } from '../logs/read-recent-log.ts';
import { painter } from '../terminal.ts';
import { UserError } from '../user-error.ts';

const HELP = `Usage: stepyard logs [EXECUTION_ARN|STATE_MACHINE|LOG_GROUP] [options]

Shows what executions have logged, if their state machine has a loggingConfiguration: all of it, or that of one
execution, or of one state machine or log group (its name or ARN). Of a server that runs with --memory it shows the last
entries. Exit code 1 when there are none.

Options:
  --follow, -f    Go on with what is logged from now on, until you stop it (Ctrl-C)
  --data FOLDER   Data folder of the server (default ${DEFAULT_DATA_DIRECTORY}); the server need not be running
  --endpoint URL  Ask a server that runs with --memory
  --json          Print the entries as JSON, one on each line
`;

const OPTIONS = {
  follow: { type: 'boolean', short: 'f' },
  data: { type: 'string' },
  endpoint: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const logs: Command = { help: HELP, run: show };

async function show(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  const [wanted] = positionals;
  const isSelected = selectionOf(wanted);
  const paint = painter(process.stdout, process.env);
  let shown = 0;
  for await (const text of source(values)) {
    const entry = parseEntry(text);
    if (!entry || !isSelected(entry)) continue;
    shown += 1;
    process.stdout.write(`${values.json ? text : entryLine(entry, paint)}\n`);
  }
  if (shown === 0) throw new UserError(nothingLogged(wanted, values.endpoint ?? folderOf(values.data)));
  return 0;
}

function nothingLogged(wanted: string | undefined, where: string): string {
  const what = wanted === undefined ? 'No execution' : `No execution, state machine or log group '${wanted}'`;
  return `${what} has logged anything at ${where}. State machines log by their loggingConfiguration only.`;
}

function source({
  data,
  endpoint,
  follow = false,
}: {
  readonly data?: string;
  readonly endpoint?: string;
  readonly follow?: boolean;
}): AsyncGenerator<string, void> {
  if (endpoint !== undefined) {
    if (data !== undefined) throw new UserError('Use either --data or --endpoint', 2);
    if (!isHttpUrl(endpoint)) throw new UserError(`--endpoint must be ${HTTP_URL}, not '${endpoint}'`, 2);
    return readRecentLog(endpoint, follow);
  }
  const folder = folderOf(data);
  if (!existsSync(folder)) throw new UserError(`There is no data folder ${folder}`);
  return readLogFiles(folder, follow);
}

function folderOf(data: string | undefined): string {
  return resolve(data ?? DEFAULT_DATA_DIRECTORY);
}
