import { RefusedCall } from './refused-call.ts';

/** What cannot be matched in linear time: a look at what is around, and what was matched before. */
const UNBOUNDED = /\(\?<?[=!]|\\[1-9]|\\k</;
/** A group that may be repeated any number of times. */
const REPEATED_GROUP = /\)(?:[*+]|\{\d+,\})/;
const REPETITION = /[*+]|\{\d+,\}/g;
/** Escaped characters, and those in classes, mean nothing else. */
const LITERAL = /\\[^1-9k]|\[(?:\\.|[^\]\\])*\]/gs;

/** Steps that matching may take: some seconds. */
const MAX_STEPS = 1e9;

/**
 * The regular expressions of JSONata. The server lets most of them go on in linear time where they backtrack too much;
 * those that cannot are refused when they would have to try too much (the words are ours, the limit is a guess).
 */
export class BoundedRegularExpression extends RegExp {
  override exec(text: string): RegExpExecArray | null {
    if (stepsOf(this.source, text.length) > MAX_STEPS) {
      throw new RefusedCall(
        `The regular expression ${String(this)} would take too long on a text of ${text.length} characters.`,
      );
    }
    return super.exec(text);
  }
}

function stepsOf(source: string, length: number): number {
  if (!UNBOUNDED.test(source)) return 0;
  const bare = source.replaceAll(LITERAL, 'x');
  if (REPEATED_GROUP.test(bare)) return 2 ** length;
  return length ** (bare.match(REPETITION) ?? []).length;
}
