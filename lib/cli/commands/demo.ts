import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import type { HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { readArguments } from '../arguments.ts';
import type { Command } from '../command.ts';
import { readConfig } from '../config/read-config.ts';
import { costLines } from '../cost.ts';
import { startLocalServer } from '../local-server.ts';
import { packageFolder } from '../package-folder.ts';
import { connect } from '../step-functions.ts';
import { interruptible } from '../stop-signal.ts';
import { painter } from '../terminal.ts';
import { failureText } from '../trace/failure-text.ts';
import { runExecution } from '../trace/run-execution.ts';
import { createTrace, seconds } from '../trace/trace.ts';

const HELP = `Usage: stepyard demo

Starts the emulator on a free port, with its data in a temporary folder, and runs the workflow of
events/workflows/order through the AWS SDK: Lambda functions, Choice, Parallel, Map, Wait, Retry, Catch, a callback.
`;

const paint = painter(process.stdout, process.env);
const print = (line: string) => process.stdout.write(`${line}\n`);

export const demo: Command = { help: HELP, run: runDemo };

async function runDemo(args: readonly string[]): Promise<number> {
  readArguments(args, {}, 0);
  const workflow = join(packageFolder(), 'events', 'workflows', 'order');
  const definitionFile = join(workflow, 'order.asl.json');
  const dataDirectory = await mkdtemp(join(tmpdir(), 'stepyard-demo-'));
  const { functions } = await readConfig(join(workflow, 'stepyard.yml'));
  const server = await startLocalServer({ dataDirectory, port: 0, functions });
  try {
    print(
      `${paint('bold', 'Order')}: ${definitionFile}\nthrough the AWS SDK at ${server.endpoint}, data in ${dataDirectory}\n`,
    );
    const input = await readFile(join(workflow, 'input.json'), 'utf8');
    return await interruptible(runOrder(await connect(server.endpoint), definitionFile, input));
  } finally {
    await server.close();
    await rm(dataDirectory, { recursive: true, force: true });
  }
}

async function runOrder(client: SFNClient, definitionFile: string, input: string): Promise<number> {
  const trace = createTrace(paint);
  const approve = approver(client, () =>
    print(paint('yellow', `${' '.repeat(12)}the demo approves with SendTaskSuccess`)),
  );
  const ended = await runExecution({
    client,
    machineName: 'Order',
    definition: await readFile(definitionFile, 'utf8'),
    definitionFile,
    input,
    async onEvent(event) {
      const line = trace.line(event);
      if (line !== undefined) print(line);
      await approve(event);
    },
  });
  const took = seconds((ended.stopDate?.getTime() ?? 0) - (ended.startDate?.getTime() ?? 0));
  const succeeded = ended.status === 'SUCCEEDED';
  print(`\n${paint(succeeded ? 'green' : 'red', ended.status ?? '')} after ${took} s`);
  print(succeeded ? JSON.stringify(JSON.parse(ended.output ?? 'null'), undefined, 2) : failureText(ended));
  print(`\n${costLines(trace.transitions, trace.retries).join('\n')}`);
  return succeeded ? 0 : 1;
}

/** Plays the person whom the workflow asks: takes the token from the request and answers it once it was handed over. */
function approver(client: SFNClient, announce: () => void): (event: HistoryEvent) => Promise<void> {
  let taskToken: string | undefined;
  return async ({ taskScheduledEventDetails: scheduled, taskSubmittedEventDetails: submitted }) => {
    if (scheduled?.resource?.endsWith('.waitForTaskToken')) {
      const { Payload } = JSON.parse(scheduled.parameters ?? '{}') as { Payload: { token: string } };
      taskToken = Payload.token;
    }
    if (!submitted || taskToken === undefined) return;
    const answer = { taskToken, output: JSON.stringify({ approved: true, by: 'the demo' }) };
    taskToken = undefined;
    announce();
    await client.send(new SendTaskSuccessCommand(answer));
  };
}
