import { readFileSync } from 'node:fs';

type Support = 'yes' | 'partly' | 'no';

/** The names of one section of docs/feature-support.md with what the document says of them. A name occurs once. */
export function documentedSupport(section: string): ReadonlyMap<string, Support> {
  const text = readFileSync(new URL('../../docs/feature-support.md', import.meta.url), 'utf8');
  const body = text.split(/^## /m).find((part) => part.startsWith(`${section}\n`));
  if (body === undefined) throw new Error(`docs/feature-support.md has no section ${section}`);
  const found = new Map<string, Support>();
  for (const line of body.split('\n')) {
    const [, names = '', support = ''] = line.split('|').map((cell) => cell.trim());
    for (const [, name = ''] of names.matchAll(/`([^`]+)`/g)) {
      if (found.has(name)) throw new Error(`${name} occurs twice in ${section}`);
      found.set(name, asSupport(support));
    }
  }
  return found;
}

function asSupport(text: string): Support {
  if (text === 'yes' || text === 'partly' || text === 'no') return text;
  throw new Error(`'${text}' is not yes, partly or no`);
}
