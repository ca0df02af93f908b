import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { isObject, type Json } from '../../asl/json.ts';
import type { EngineContext } from '../../engine/context.ts';
import { runExpress } from '../../engine/express.ts';
import type { ExecutionRecord } from '../../ports/execution-store.ts';
import { StoreUnavailable } from '../../ports/store-unavailable.ts';
import { sqsText } from '../sqs/message-body.ts';

/** An Express execution that nobody waits for, on its way to the function that runs it: at least once, as with AWS. */
interface ExpressMessage {
  readonly express: ExecutionRecord;
}

export async function sendExpress(client: SQSClient, queueUrl: string, record: ExecutionRecord): Promise<void> {
  const message: ExpressMessage = { express: record };
  try {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: sqsText(message) }));
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new StoreUnavailable(`The Express execution was not sent to ${queueUrl}. (${reason})`, { cause: error });
  }
}

/** undefined: the body holds another kind of message. */
export function expressRecordOf(body: string): ExecutionRecord | undefined {
  if (!body.startsWith('{"express":')) return undefined;
  const { express } = JSON.parse(body) as { readonly express: Json };
  if (!isObject(express) || typeof express.executionArn !== 'string') throw new Error('Not an Express execution.');
  return express as unknown as ExecutionRecord;
}

/** Runs it to its end; how it ended is known to nobody but the log. */
export async function runExpressRecord(context: EngineContext, record: ExecutionRecord): Promise<void> {
  const { revision } = await context.machines.load(record.revision);
  const { status, error } = await runExpress(context, record, revision, 0);
  if (status === 'SUCCEEDED') return;
  context.log({ message: `An Express execution ended as ${status}`, executionArn: record.executionArn, error });
}
