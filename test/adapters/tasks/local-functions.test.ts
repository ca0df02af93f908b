import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClosableTaskRunner } from '../../../lib/adapters/tasks/task-runner.ts';
import { createTaskRunner } from '../../../lib/adapters/tasks/task-runner.ts';
import type { LocalFunction } from '../../../lib/adapters/tasks/lambda/function-source.ts';
import type { Json, JsonObject } from '../../../lib/asl/json.ts';
import { functionArnOf, LAMBDA_INVOKE, never, taskRequest } from './task-request.ts';

const MODULE = `
import { greeting } from './greeting.ts';
import { EOL } from 'node:os';

interface Event { readonly name?: string }

export const greet = async ({ name }: Event) => ({ text: greeting(name ?? 'you') });
export const context = async (event: unknown, context: Record<string, unknown>) => ({
  ...context,
  remaining: typeof (context['getRemainingTimeInMillis'] as () => number)(),
  variables: [process.env.AWS_LAMBDA_FUNCTION_NAME, process.env.AWS_REGION, process.env.TABLE, process.env.OUTER],
});
export const callback = (event: unknown, context: unknown, done: (error: unknown, result?: unknown) => void) => {
  setTimeout(() => done(null, { called: event }), 1);
};
export const callbackFails = (event: unknown, context: unknown, done: (error: unknown) => void) => done(new RangeError('far'));
export const idle = () => { setTimeout(() => EOL, 1); };
export const nothing = async () => undefined;
export const throws = async () => { throw new TypeError('bad'); };
export const throwsText = async () => { throw 'just a text'; };
export const throwsLater = () => new Promise(() => { setTimeout(() => { throw new RangeError('late'); }, 1); });
export const rejectsAside = () => new Promise(() => { void Promise.reject(new Error('aside')); setTimeout(() => undefined, 60_000); });
export const exits = () => process.exit(3);
export const exitsQuietly = () => process.exit(0);
export const loops = () => { for (;;); };
export const cycle = async () => { const self: Record<string, unknown> = {}; self['self'] = self; return self; };
export const prints = async () => { console.log('to the log'); console.error('and more'); return 1; };
export const nested = { deep: async () => 'found' };
let count = 0;
export const counts = async () => (count += 1);
export const eats = async () => { const all: unknown[] = []; for (;;) all.push(new Array(100_000).fill(0).map(String)); };
`;
const COMMON_JS = `
const { EOL } = require('node:os');
exports.handler = async (event) => ({ event, lines: EOL.length > 0, file: __filename.endsWith('old.cjs') });
`;

let folder = '';
let runner: ClosableTaskRunner;
const printed: string[] = [];

const local = (module: string, name: string, more: Partial<LocalFunction> = {}): LocalFunction => ({
  module: join(folder, module),
  export: name,
  timeoutSeconds: 20,
  memoryMegabytes: 128,
  environment: { TABLE: 'orders' },
  ...more,
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-test-'));
  await writeFile(join(folder, 'functions.ts'), MODULE);
  await writeFile(join(folder, 'greeting.ts'), 'export const greeting = (name: string): string => `Hello ${name}`;\n');
  await writeFile(join(folder, 'old.cjs'), COMMON_JS);
  await writeFile(join(folder, 'broken.ts'), 'export const handler = async () => {');
  await writeFile(
    join(folder, 'lost.ts'),
    "import { x } from './not-there.ts';\nexport const handler = async () => x;",
  );
  const exports = [...MODULE.matchAll(/^export const (\w+)/gm)].map(([, name = '']) => name);
  runner = createTaskRunner({
    functions: {
      ...Object.fromEntries(exports.map((name) => [name, local('functions.ts', name)])),
      loops: local('functions.ts', 'loops', { timeoutSeconds: 0.2 }),
      eats: local('functions.ts', 'eats', { memoryMegabytes: 16 }),
      deep: local('functions.ts', 'nested.deep'),
      missing: local('functions.ts', 'missing'),
      old: local('old.cjs', 'handler'),
      broken: local('broken.ts', 'handler'),
      lost: local('lost.ts', 'handler'),
      nowhere: local('nowhere.ts', 'handler'),
      reloaded: local('reloaded.ts', 'handler'),
    },
    environment: () => ({ OUTER: 'world', NOT_SET: undefined }),
    onFunctionOutput: ({ functionName, stream, text }) => printed.push(`${functionName} ${stream} ${text}`),
  });
});
afterAll(async () => {
  await runner.close();
  await rm(folder, { recursive: true, force: true });
});

const call = (name: string, input: Json = {}) => runner.call(taskRequest(functionArnOf(name), input), never());
async function output(name: string, input?: Json): Promise<Json> {
  const outcome = await call(name, input);
  return JSON.parse('output' in outcome ? outcome.output : JSON.stringify(outcome)) as Json;
}
async function failure(name: string): Promise<{ error: string; cause: JsonObject }> {
  const outcome = await call(name);
  if ('output' in outcome) throw new Error(`${name} succeeded: ${outcome.output}`);
  return { error: outcome.error, cause: JSON.parse(outcome.cause ?? '') as JsonObject };
}

describe('a function in a module', () => {
  test.each([
    ['TypeScript, with what it imports', 'greet', { name: 'Ann' }, { text: 'Hello Ann' }],
    ['CommonJS', 'old', [1], { event: [1], lines: true, file: true }],
    ['an export inside an object', 'deep', {}, 'found'],
    ['a callback', 'callback', 7, { called: 7 }],
    ['no answer when nothing is left to do', 'idle', {}, null],
    ['undefined', 'nothing', {}, null],
  ])('%s', async (_, name, input, expected) => {
    expect(await output(name, input)).toEqual(expected);
  });

  test('gets the context and the environment that Lambda gives', async () => {
    expect(await output('context')).toMatchObject({
      functionName: 'context',
      functionVersion: '$LATEST',
      invokedFunctionArn: functionArnOf('context'),
      memoryLimitInMB: '128',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logGroupName: '/aws/lambda/context',
      remaining: 'number',
      variables: ['context', 'eu-west-1', 'orders', 'world'],
    });
  });

  test('is loaded once and keeps its memory between events', async () => {
    expect([await output('counts'), await output('counts'), await output('counts')]).toEqual([1, 2, 3]);
  });

  test('handles several events at once, each in a thread of its own', async () => {
    const answers = await Promise.all(Array.from({ length: 14 }, (_, index) => output('callback', index)));
    expect(answers).toEqual(Array.from({ length: 14 }, (_, called) => ({ called })));
  });

  test('what it prints reaches the server and the log tail', async () => {
    const parameters = { FunctionName: 'prints', LogType: 'Tail' };
    const outcome = await runner.call(taskRequest(LAMBDA_INVOKE, parameters), never());
    const { LogResult } = JSON.parse('output' in outcome ? outcome.output : '{}') as { LogResult: string };
    expect(Buffer.from(LogResult, 'base64').toString('utf8')).toBe('to the log\nand more\n');
    expect(printed).toEqual(expect.arrayContaining(['prints stdout to the log\n', 'prints stderr and more\n']));
  });

  test('a payload that is not JSON is refused with the words of Lambda', async () => {
    const parameters = { FunctionName: 'greet', Payload: 'Ann' };
    expect(await runner.call(taskRequest(LAMBDA_INVOKE, parameters), never())).toEqual({
      error: 'Lambda.InvalidRequestContentException',
      cause: expect.stringMatching(
        /^Could not parse request body into json: Could not parse payload into json: Unrecognized token 'Ann'/,
      ),
    });
  });

  test.each([
    ['Event', 202],
    ['DryRun', 204],
  ])('invocation type %s answers %i and no payload', async (InvocationType, StatusCode) => {
    const outcome = await runner.call(taskRequest(LAMBDA_INVOKE, { FunctionName: 'throws', InvocationType }), never());
    const answer = JSON.parse('output' in outcome ? outcome.output : '{}') as JsonObject;
    expect(answer).toMatchObject({ StatusCode });
    expect(answer).not.toHaveProperty('Payload');
  });
});

describe('a function that fails takes nothing with it', () => {
  test.each([
    ['an error', 'throws', 'TypeError', 'bad'],
    ['an error given to the callback', 'callbackFails', 'RangeError', 'far'],
    ['something thrown that is no error', 'throwsText', 'string', 'just a text'],
    ['an error in a timer', 'throwsLater', 'RangeError', 'late'],
    ['a rejection that nobody handles', 'rejectsAside', 'Runtime.UnhandledPromiseRejection', 'Error: aside'],
    [
      'process.exit',
      'exits',
      'Runtime.ExitError',
      /^RequestId: .{36} Error: Runtime exited with error: exit status 3$/,
    ],
    [
      'process.exit(0)',
      'exitsQuietly',
      'Runtime.ExitError',
      /^RequestId: .{36} Error: Runtime exited without providing a reason$/,
    ],
    ['an endless loop', 'loops', 'Sandbox.Timedout', /^RequestId: .{36} Error: Task timed out after 0\.20 seconds$/],
    [
      'no memory left',
      'eats',
      'Runtime.ExitError',
      /^RequestId: .{36} Error: Runtime exited with error: signal: killed$/,
    ],
    ['an answer that is not JSON', 'cycle', 'TypeError', 'Unable to stringify response body'],
    [
      'an export that is not there',
      'missing',
      'Runtime.HandlerNotFound',
      /functions\.ts: missing is undefined or not exported$/,
    ],
    ['a syntax error', 'broken', 'Runtime.UserCodeSyntaxError', /^SyntaxError: .+ \(broken\.ts:1:\d+\)$/],
    [
      'an import that is not there',
      'lost',
      'Runtime.ImportModuleError',
      /Could not resolve ".\/not-there.ts" \(lost\.ts:1:\d+\)$/,
    ],
    ['a module that is not there', 'nowhere', 'Runtime.ImportModuleError', /Could not resolve ".*nowhere\.ts"$/],
  ])('%s', async (_, name, errorType, errorMessage) => {
    const { error, cause } = await failure(name);
    expect(error).toBe(errorType);
    expect(cause['errorType']).toBe(errorType);
    if (typeof errorMessage === 'string') expect(cause['errorMessage']).toBe(errorMessage);
    else expect(cause['errorMessage']).toMatch(errorMessage);
    expect(await output('greet', { name: 'again' })).toEqual({ text: 'Hello again' });
  });

  test('its trace leads to the line the author wrote', async () => {
    const { cause } = await failure('throws');
    const line = MODULE.split('\n').findIndex((text) => text.includes('const throws ')) + 1;
    expect((cause['trace'] as readonly string[])[1]).toContain(`functions.ts:${line}:`);
  });

  test('the next event finds a new thread', async () => {
    await failure('exits');
    expect((await failure('exits')).error).toBe('Runtime.ExitError');
  });
});

describe('a changed file counts from the next event on', () => {
  test('the module itself, what it imports, and a mistake that is mended', async () => {
    const write = (file: string, text: string) => writeFile(join(folder, file), text);
    await write('reloaded.ts', "import { word } from './word.ts';\nexport const handler = async () => word;");
    await write('word.ts', "export const word = 'one';");
    expect(await output('reloaded')).toBe('one');
    await write('word.ts', "export const word = 'another';");
    expect(await output('reloaded')).toBe('another');
    await write('reloaded.ts', 'export const handler = async () => (');
    const before = printed.length;
    expect((await failure('reloaded')).error).toBe('Runtime.UserCodeSyntaxError');
    expect((await failure('reloaded')).error).toBe('Runtime.UserCodeSyntaxError');
    expect(printed.slice(before)).toEqual([expect.stringMatching(/SyntaxError: .+ \(reloaded\.ts:1:\d+\)\n$/)]);
    await write('reloaded.ts', "export const handler = async () => 'mended';");
    expect(await output('reloaded')).toBe('mended');
  });
});
