import type { Random } from '../simulator/random.ts';

/** Values that answers have told, by the name of their member: requests use them again. */
export interface Pool {
  remember(answer: unknown): void;
  /** A value that was told under this name; undefined when there is none. */
  pick(member: string): string | undefined;
}

/** As many of each name as make it likely that requests meet. */
const KEPT = 20;

export function createPool(random: Random): Pool {
  const known = new Map<string, string[]>();

  function remember(value: unknown): void {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string' && /(Arn|Token|revisionId)$/.test(name)) keep(name, member);
      remember(member);
    }
  }

  function keep(name: string, text: string): void {
    const texts = known.get(name) ?? [];
    known.set(name, texts);
    if (texts.length < KEPT) texts.push(text);
    else texts[random.between(0, KEPT - 1)] = text;
  }

  return {
    remember,
    pick(member) {
      const texts = known.get(member) ?? [];
      return texts[random.between(0, Math.max(0, texts.length - 1))];
    },
  };
}
