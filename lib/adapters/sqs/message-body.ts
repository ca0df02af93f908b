import { isObject } from '../../asl/json.ts';
import type { Json, JsonObject } from '../../asl/json.ts';
import type { Message } from '../../ports/queue.ts';

type MemberType = 'string' | 'number' | 'number?';
type Members = { readonly [member: string]: MemberType };

const MESSAGE: Members = {
  executionArn: 'string',
  lineage: 'string',
  sentAt: 'number',
  announces: 'number?',
  wake: 'number?',
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
  check(message, MESSAGE);
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

function check(message: JsonObject, members: Members): void {
  for (const [member, wanted] of Object.entries(members)) {
    const type = wanted.replace('?', '');
    const isAbsent = !Object.hasOwn(message, member);
    if (isAbsent ? !wanted.endsWith('?') : typeof message[member] !== type) {
      throw new Error(`Not a message of Stepyard: message.${member} is not a ${type}.`);
    }
  }
}
