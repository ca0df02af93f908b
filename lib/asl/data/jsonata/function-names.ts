import { FUNCTIONS } from './functions.ts';

/** The functions of JSONata itself, those among them that Step Functions leaves out too. */
const OF_JSONATA: readonly string[] = [
  ...['string', 'length', 'substring', 'substringBefore', 'substringAfter', 'lowercase', 'uppercase', 'trim', 'pad'],
  ...['match', 'contains', 'replace', 'split', 'join', 'formatNumber', 'formatBase', 'formatInteger', 'parseInteger'],
  ...['base64encode', 'base64decode', 'encodeUrlComponent', 'encodeUrl', 'decodeUrlComponent', 'decodeUrl', 'eval'],
  ...['number', 'floor', 'ceil', 'round', 'abs', 'sqrt', 'power', 'random', 'sum', 'count', 'max', 'min', 'average'],
  ...['boolean', 'not', 'exists', 'append', 'sort', 'reverse', 'shuffle', 'distinct', 'zip', 'map', 'filter', 'single'],
  ...[
    'reduce',
    'sift',
    'keys',
    'lookup',
    'spread',
    'merge',
    'each',
    'error',
    'assert',
    'type',
    'clone',
    'now',
    'millis',
  ],
  ...['fromMillis', 'toMillis'],
];

const NAMES: ReadonlySet<string> = new Set([...OF_JSONATA, ...FUNCTIONS.map(({ name }) => name)]);

/** Is it the name of a function that is there without being assigned? */
export function isFunctionName(name: string): boolean {
  return NAMES.has(name);
}
