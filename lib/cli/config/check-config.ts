import { resolve } from 'node:path';
import type { FunctionUrl, LocalFunction } from '../../adapters/tasks/lambda/function-source.ts';
import type { Config } from './config.ts';
import { connectionEntry } from './connections.ts';
import { HTTP_URL, isHttpUrl } from './http-url.ts';
import { isMapping, section, type ConfigProblem, type Report, type Section } from './section.ts';

type CheckedConfig =
  { readonly ok: true; readonly config: Config } | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Lambda's own defaults and limits. */
const TIMEOUT_SECONDS = { default: 3, min: 1, max: 900 };
const MEMORY_MEGABYTES = { default: 128, min: 16, max: 10_240 };

const SCALARS: ReadonlySet<string> = new Set(['string', 'number', 'boolean']);

const FUNCTION_NAME = /^[a-zA-Z0-9-_]{1,64}$/;
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const SECTIONS = ['functions', 'buckets', 'connections', 'events'];

/** What each key of a function must be. */
const FUNCTION_KEYS: Readonly<Record<string, { readonly expected: string; accepts(value: unknown): boolean }>> = {
  module: { expected: 'the path of a JavaScript or TypeScript file', accepts: isText },
  export: { expected: 'the name of an export', accepts: isText },
  timeout: wholeNumber(TIMEOUT_SECONDS, 'seconds'),
  memory: wholeNumber(MEMORY_MEGABYTES, 'megabytes'),
  environment: { expected: 'names with texts or numbers', accepts: isEnvironment },
  url: { expected: HTTP_URL, accepts: isHttpUrl },
};

/**
 * Checks a parsed stepyard.yml. Every problem is reported, none is passed over.
 * @param folder what paths of modules and buckets are relative to
 */
export function checkConfig(value: unknown, folder: string): CheckedConfig {
  const problems: ConfigProblem[] = [];
  const report = (path: readonly string[], text: string) => problems.push({ path, text });
  const top = section(value, [], report);
  for (const key of Object.keys(top)) {
    if (!SECTIONS.includes(key)) report([key], `Unknown key '${key}'. Known: ${SECTIONS.join(', ')}`);
  }
  const functions = Object.entries(section(top['functions'], ['functions'], report)).map(
    ([name, entry]) => [name, functionSource(name, entry, folder, report)] as const,
  );
  const buckets = Object.entries(section(top['buckets'], ['buckets'], report)).map(
    ([name, entry]) => [name, bucketFolder(name, entry, folder, report)] as const,
  );
  const connections = Object.entries(section(top['connections'], ['connections'], report)).map(
    ([name, entry]) => [name, connectionEntry(name, entry, report)] as const,
  );
  const { events } = top;
  if (events !== undefined && typeof events !== 'boolean' && !isHttpUrl(events)) {
    report(['events'], `'events' must be true, false, or ${HTTP_URL}`);
  }
  if (problems.length > 0) return { ok: false, problems };
  const config = {
    functions: Object.fromEntries(functions),
    buckets: Object.fromEntries(buckets),
    connections: Object.fromEntries(connections),
  };
  return { ok: true, config: events === undefined ? config : { ...config, events: events as boolean | string } };
}

function functionSource(name: string, entry: unknown, folder: string, report: Report): LocalFunction | FunctionUrl {
  const path = ['functions', name];
  if (!FUNCTION_NAME.test(name)) {
    report(path, `'${name}' is not a function's name: letters, digits, - and _, at most 64`);
  }
  const given = section(entry, path, report);
  for (const [key, value] of Object.entries(given)) {
    const rule = Object.hasOwn(FUNCTION_KEYS, key) ? FUNCTION_KEYS[key] : undefined;
    if (!rule) report([...path, key], `Unknown key '${key}'. Known: ${Object.keys(FUNCTION_KEYS).join(', ')}`);
    else if (!rule.accepts(value)) report([...path, key], `'${key}' must be ${rule.expected}`);
  }
  if ('module' in given === 'url' in given) report(path, `'${name}' needs either a module or a url`);
  if ('url' in given) {
    if (Object.keys(given).length > 1) report(path, `A function with a url has no other keys`);
    return { url: String(given['url']) };
  }
  return {
    module: resolve(folder, String(given['module'])),
    export: 'export' in given ? String(given['export']) : 'handler',
    timeoutSeconds: Number(given['timeout'] ?? TIMEOUT_SECONDS.default),
    memoryMegabytes: Number(given['memory'] ?? MEMORY_MEGABYTES.default),
    environment: Object.fromEntries(
      Object.entries((given['environment'] ?? {}) as Section).map(([key, value]) => [key, String(value)]),
    ),
  };
}

function bucketFolder(name: string, entry: unknown, folder: string, report: Report): string {
  const path = ['buckets', name];
  if (!BUCKET_NAME.test(name)) {
    report(path, `'${name}' is not a bucket's name: 3 to 63 small letters, digits, hyphens and dots`);
  }
  if (!isText(entry)) report(path, `The bucket '${name}' must be the path of a folder`);
  return resolve(folder, String(entry));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isEnvironment(value: unknown): boolean {
  return isMapping(value) && Object.values(value).every((item) => SCALARS.has(typeof item));
}

function wholeNumber({ min, max }: { readonly min: number; readonly max: number }, unit: string) {
  return {
    expected: `a whole number of ${unit} from ${min} to ${max}`,
    accepts: (value: unknown) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  };
}
