import { isObject } from '../../asl/json.ts';
import type { Json, JsonObject } from '../../asl/json.ts';
import type { Stimulus } from '../../asl/machine/stimulus.ts';
import type { Message } from '../../ports/queue.ts';

type MemberType = 'string' | 'number' | 'string?' | 'number?';
type Members = { readonly [member: string]: MemberType };

const MESSAGE: Members = { executionArn: 'string', lineage: 'string', sentAt: 'number', announces: 'number?' };

const TASK: Members = { pend: 'number', attempt: 'number' };
const STIMULI: { readonly [T in Stimulus['type']]: Members } = {
  succeeded: { ...TASK, output: 'string' },
  failed: { ...TASK, error: 'string?', cause: 'string?' },
  submitted: { ...TASK, output: 'string', child: 'string?' },
  refused: { ...TASK, error: 'string?', cause: 'string?' },
  activityStarted: { ...TASK, workerName: 'string?' },
  heartbeat: { ...TASK, at: 'number' },
  stop: { error: 'string?', cause: 'string?' },
};

/**
 * U+FFFE and U+FFFF, which SQS refuses although JSON does not escape them, and surrogates, which stand-ins for SQS refuse.
 * In JSON they can only be inside a string.
 */
const REFUSED = /[\uD800-\uDFFF\uFFFE\uFFFF]/g;

/** JSON in characters that SQS takes. */
export function sqsText(value: object): string {
  return JSON.stringify(value).replace(REFUSED, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

/** The body of an SQS message. */
export function bodyOf(message: Message): string {
  return sqsText(message);
}

/** The message in the body of an SQS message. Throws when somebody else has put it there. */
export function messageOf(body: string): Message {
  const message = parse(body);
  check('message', message, MESSAGE);
  const { stimulus } = message;
  if (stimulus !== undefined) {
    const members = isObject(stimulus) && Object.entries(STIMULI).find(([type]) => type === stimulus.type)?.[1];
    if (!isObject(stimulus) || !members) throw new Error('Not a message of Stepyard: stimulus has no known type.');
    check('stimulus', stimulus, members);
  }
  return message as unknown as Message;
}

function parse(body: string): JsonObject {
  let message: Json | undefined;
  try {
    message = JSON.parse(body) as Json;
  } catch {
    message = undefined;
  }
  if (!isObject(message)) throw new Error('Not a message of Stepyard: the body is not a JSON object.');
  return message;
}

function check(what: string, value: JsonObject, members: Members): void {
  for (const [member, wanted] of Object.entries(members)) {
    const type = wanted.replace('?', '');
    const isAbsent = !Object.hasOwn(value, member);
    if (isAbsent ? !wanted.endsWith('?') : typeof value[member] !== type) {
      throw new Error(`Not a message of Stepyard: ${what}.${member} is not a ${type}.`);
    }
  }
}
