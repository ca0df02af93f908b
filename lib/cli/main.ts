import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { packageVersion } from './package-folder.ts';
import { UserError } from './user-error.ts';

const HELP = `stepyard - AWS Step Functions on your own machine

Usage: stepyard <command> [options]

Commands:
  start   Serve the Step Functions API
  logs    Show what executions have logged
  run     Run one definition and show its states as they happen
  demo    Run a sample workflow, and see what AWS would have charged for it

Options:
  --help, -h   Show this help, or that of a command
  --version    Show the version
`;

/** Each command is loaded when it is asked for: the server must not wait for what only the others need. */
const COMMANDS = new Map<string, () => Promise<Command>>([
  ['start', async () => (await import('./commands/start.ts')).start],
  ['logs', async () => (await import('./commands/logs.ts')).logs],
  ['run', async () => (await import('./commands/run.ts')).run],
  ['demo', async () => (await import('./commands/demo.ts')).demo],
]);

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === 'help') return main([...rest, '--help']);
  const load = COMMANDS.get(name ?? '');
  if (!load) return topLevel(name === undefined ? [] : [name, ...rest]);
  const command = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help);
    return 0;
  }
  return command.run(rest);
}

function topLevel(args: readonly string[]): number {
  const [word] = args;
  if (word !== undefined && !word.startsWith('-')) throw new UserError(`Unknown command '${word}'`, 2);
  const { values } = readArguments(args, { help: { type: 'boolean', short: 'h' }, version: { type: 'boolean' } }, 0);
  process.stdout.write(values.version ? `${packageVersion()}\n` : HELP);
  return args.length === 0 ? 2 : 0;
}

// Node 20 is supported on purpose; the SDK's reminder of its own plans would only sit between the lines.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

// Whoever reads what we print may stop reading (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

const args = process.argv.slice(2);
try {
  process.exitCode = await main(args);
} catch (error) {
  const command = COMMANDS.has(args[0] ?? '') ? `stepyard ${args[0]}` : 'stepyard';
  const hint = error instanceof UserError && error.exitCode === 2 ? `\nSee ${command} --help.` : '';
  process.stderr.write(`stepyard: ${error instanceof Error ? error.message : String(error)}${hint}\n`);
  process.exitCode = error instanceof UserError ? error.exitCode : 1;
}
