import { isLogged } from '../../engine/log-level.ts';
import type { Paint } from '../terminal.ts';

/** A log entry as it is kept where there is no CloudWatch Logs. */
export interface LogDocument {
  readonly logGroup: string;
  readonly message: {
    readonly id: string;
    readonly type: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly event_timestamp: string;
    readonly execution_arn: string;
  };
}

/** What the reader asked for; nothing: everything. */
export type Selection = (document: LogDocument) => boolean;

const TYPE_WIDTH = 24;
const LONGEST_DATA = 200;
/** What is said of an event, in this order; the name of its state comes first. */
const SHOWN = ['resource', 'index', 'length', 'error', 'cause', 'input', 'parameters', 'output'];

/** undefined: the text is not a whole entry (the server may be in the middle of writing it). */
export function parseEntry(text: string): LogDocument | undefined {
  try {
    return JSON.parse(text) as LogDocument;
  } catch {
    return undefined;
  }
}

/** @param wanted the ARN of an execution, or the ARN or the name of a state machine or a log group */
export function selectionOf(wanted: string | undefined): Selection {
  if (wanted === undefined) return () => true;
  const [, , , , , kind, name] = wanted.split(':');
  if (kind === 'execution' || kind === 'express') return ({ message }) => message.execution_arn === wanted;
  if (kind === 'log-group') return ({ logGroup }) => logGroup === name;
  const machine = kind === 'stateMachine' ? name : wanted;
  return ({ logGroup, message }) => machineOf(message.execution_arn) === machine || logGroup === wanted;
}

/** An entry for people: time, execution, what happened, where, and with what. */
export function entryLine({ message }: LogDocument, paint: Paint): string {
  const { id, type, details, event_timestamp: time, execution_arn: executionArn } = message;
  const name = typeof details['name'] === 'string' ? [paint('bold', details['name'])] : [];
  const facts = SHOWN.filter((member) => details[member] !== undefined).map((member) => {
    const text = String(details[member]).replaceAll(/\s+/g, ' ');
    return `${paint('grey', `${member}=`)}${text.length > LONGEST_DATA ? `${text.slice(0, LONGEST_DATA)}…` : text}`;
  });
  const colour = isLogged('ERROR', type) ? 'red' : type === 'ExecutionSucceeded' ? 'green' : 'yellow';
  return [
    paint('grey', new Date(Number(time)).toISOString()),
    executionArn.split(':').slice(6).join(':'),
    paint('grey', `#${id}`.padEnd(4)),
    paint(colour, type.padEnd(TYPE_WIDTH)),
    ...name,
    ...facts,
  ]
    .join(' ')
    .trimEnd();
}

/** Executions of a distributed Map are `<machine>/<label>:<name>`. */
function machineOf(executionArn: string): string | undefined {
  return executionArn.split(':')[6]?.split('/')[0];
}
