import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DescribeExecutionCommandOutput, SFNClient } from '@aws-sdk/client-sfn';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { readConfig } from '../config/read-config.ts';
import { startLocalServer } from '../local-server.ts';
import { connect } from '../step-functions.ts';
import { interruptible } from '../stop-signal.ts';
import { painter } from '../terminal.ts';
import { childTransitions } from '../trace/child-transitions.ts';
import { failureText } from '../trace/failure-text.ts';
import { runExecution } from '../trace/run-execution.ts';
import { createTrace } from '../trace/trace.ts';
import { UserError } from '../user-error.ts';

const HELP = `Usage: stepyard run FILE.asl.json [options]

Runs one definition in memory and shows its states as they happen. Exit code 1 when the execution does not succeed.

Options:
  --input FILE|JSON  The input (default {})
  --json             Print one JSON document at the end instead: status, output or error and cause, and the state
                     transitions that AWS would charge, those of distributed Maps' children included
  --config FILE      Says where Lambda functions are (default stepyard.yml, if it is there)
`;

const OPTIONS = { input: { type: 'string' }, json: { type: 'boolean' }, config: { type: 'string' } } as const;

export const run: Command = { help: HELP, run: runDefinition };

async function runDefinition(args: readonly string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, 1);
  const [file] = positionals;
  if (file === undefined) throw new UserError('run needs the file of a definition', 2);
  const definition = await readText(file);
  const input = values.input === undefined ? '{}' : await readInput(values.input);
  const config = await readConfig(values.config);
  const server = await startLocalServer({ ...config, configFile: values.config, port: 0 });
  try {
    const client = await connect(server.endpoint);
    return await interruptible(runOn(client, { file, definition, input, json: values.json === true }));
  } finally {
    await server.close();
  }
}

interface Run {
  readonly file: string;
  readonly definition: string;
  readonly input: string;
  readonly json: boolean;
}

async function runOn(client: SFNClient, { file, definition, input, json }: Run): Promise<number> {
  const paint = painter(process.stdout, process.env);
  const trace = createTrace(paint);
  const ended = await runExecution({
    client,
    machineName: machineName(file),
    definition,
    definitionFile: file,
    input,
    onEvent(event) {
      const line = trace.line(event);
      if (line !== undefined && !json) process.stdout.write(`${line}\n`);
    },
  });
  if (json) printJson(ended, trace.transitions + (await childTransitions(client, trace.mapRunArns)));
  else if (ended.status === 'SUCCEEDED') process.stdout.write(`${prettyJson(ended.output ?? 'null')}\n`);
  else process.stdout.write(`${paint('red', ended.status ?? '')} ${failureText(ended)}\n`);
  return ended.status === 'SUCCEEDED' ? 0 : 1;
}

function printJson(ended: DescribeExecutionCommandOutput, transitions: number): void {
  const { status, output, error, cause } = ended;
  const members = Object.entries({ status, error, cause, transitions }).filter(([, value]) => value !== undefined);
  // The output as it is: numbers that JavaScript would round stay what they are.
  const texts = members.map(([name, value]) => `"${name}":${JSON.stringify(value)}`);
  process.stdout.write(`{${[...texts, ...(output === undefined ? [] : [`"output":${output}`])].join()}}\n`);
}

/** Indented, unless that would show other numbers than those that are there. */
function prettyJson(text: string): string {
  const value = JSON.parse(text) as unknown;
  const compact = (json: string): string => json.replaceAll(/\s/g, '');
  return compact(JSON.stringify(value)) === compact(text) ? JSON.stringify(value, undefined, 2) : text;
}

/** Letters, digits, - and _ of the file's name, as names of machines are. */
function machineName(file: string): string {
  return (
    basename(file)
      .split('.')[0]
      ?.replaceAll(/[^a-zA-Z0-9-_]/g, '-')
      .slice(0, 80) || 'definition'
  );
}

async function readInput(given: string): Promise<string> {
  if (isJson(given)) return given;
  const text = await readText(given, `--input is neither JSON nor a file: ${given}`);
  if (!isJson(text)) throw new UserError(`${given} is not JSON`);
  return text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

async function readText(file: string, missing = `There is no file ${file}`): Promise<string> {
  try {
    // Some editors begin files with a byte order mark, which is not JSON.
    return (await readFile(file, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(code === 'ENOENT' ? missing : `${file} cannot be read (${code ?? 'unknown'})`);
  }
}
