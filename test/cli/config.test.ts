import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkConfig } from '../../lib/cli/config/check-config.ts';
import { readConfig } from '../../lib/cli/config/read-config.ts';

describe('stepyard.yml', () => {
  test('a function in a module has Lambda’s defaults', () => {
    expect(checkConfig({ functions: { f: { module: 'src/f.ts' } } }, '/project')).toEqual({
      ok: true,
      config: {
        functions: {
          f: {
            module: '/project/src/f.ts',
            export: 'handler',
            timeoutSeconds: 3,
            memoryMegabytes: 128,
            environment: {},
          },
        },
        buckets: {},
        connections: {},
      },
    });
  });

  test('a function may have a time-out, memory and an environment', () => {
    const f = { module: '/f.js', export: 'a.b', timeout: 900, memory: 1024, environment: { A: 'x', B: 1, C: true } };
    expect(checkConfig({ functions: { f } }, '/project')).toMatchObject({
      config: {
        functions: {
          f: {
            module: '/f.js',
            export: 'a.b',
            timeoutSeconds: 900,
            memoryMegabytes: 1024,
            environment: { A: 'x', B: '1', C: 'true' },
          },
        },
      },
    });
  });

  test('a function may be at a URL', () => {
    const f = { url: 'http://localhost:9000' };
    expect(checkConfig({ functions: { f } }, '.')).toEqual({
      ok: true,
      config: { functions: { f }, buckets: {}, connections: {} },
    });
  });

  test('a bucket may be a folder', () => {
    expect(checkConfig({ buckets: { orders: './data', 'my.out-1': '/out' }, connections: {} }, '/project')).toEqual({
      ok: true,
      config: { functions: {}, buckets: { orders: '/project/data', 'my.out-1': '/out' }, connections: {} },
    });
  });

  test.each([true, false, 'http://localhost:4566'])('events may be %j', (events) => {
    expect(checkConfig({ events }, '.')).toEqual({
      ok: true,
      config: { functions: {}, buckets: {}, connections: {}, events },
    });
  });

  test.each(['yes', 1, null, {}])('events may not be %j', (events) => {
    const text = "'events' must be true, false, or a URL that starts with http:// or https://";
    expect(checkConfig({ events }, '.')).toEqual({ ok: false, problems: [{ path: ['events'], text }] });
  });

  test('connections of HTTP Tasks authorize in one of three ways, and may add more', () => {
    const connections = {
      basic: { basic: { username: 'u', password: 'p' }, headers: { 'x-tenant': 'a' } },
      key: { apiKey: { name: 'x-key', value: '${HOME}' } },
      oauth: {
        oauth: { clientId: 'i', clientSecret: 's', authorizationEndpoint: 'https://a/t', body: { scope: 'r' } },
      },
    };
    const none = { headers: [], query: [], body: [] };
    expect(checkConfig({ connections }, '.')).toMatchObject({
      config: {
        connections: {
          basic: {
            authorization: { type: 'BASIC', username: 'u', password: 'p' },
            ...none,
            headers: [{ key: 'x-tenant', value: 'a' }],
          },
          key: { authorization: { type: 'API_KEY', name: 'x-key', value: process.env['HOME'] }, ...none },
          oauth: {
            authorization: {
              type: 'OAUTH_CLIENT_CREDENTIALS',
              method: 'POST',
              parameters: { ...none, body: [{ key: 'scope', value: 'r' }] },
            },
          },
        },
      },
    });
  });

  test.each([[{}], [null], [{ functions: null }], [{ functions: {}, buckets: {} }]])('%j has nothing', (value) => {
    expect(checkConfig(value, '.')).toEqual({ ok: true, config: { functions: {}, buckets: {}, connections: {} } });
  });

  test.each([
    [[], [], 'The file must be a mapping'],
    [{ function: {} }, ['function'], "Unknown key 'function'. Known: functions, buckets, connections, events"],
    [{ connections: { api: {} } }, ['connections', 'api'], "'api' needs one of basic, apiKey, oauth"],
    [
      { connections: { api: { oauth: { clientId: 'i', clientSecret: 's', authorizationEndpoint: 'a/t' } } } },
      ['connections', 'api', 'oauth', 'authorizationEndpoint'],
      "'authorizationEndpoint' must be a URL that starts with http:// or https://",
    ],
    [
      { connections: { api: { basic: { username: 'u' } } } },
      ['connections', 'api', 'basic', 'password'],
      "'password' must be a text",
    ],
    [
      { connections: { api: { apiKey: { name: 'n', value: '${STEPYARD_NO_SUCH_VARIABLE}' } } } },
      ['connections', 'api', 'apiKey', 'value'],
      'The environment has no variable STEPYARD_NO_SUCH_VARIABLE',
    ],
    [{ buckets: ['b'] }, ['buckets'], "'buckets' must be a mapping"],
    [{ buckets: { orders: 1 } }, ['buckets', 'orders'], "The bucket 'orders' must be the path of a folder"],
    [
      { buckets: { Orders: '.' } },
      ['buckets', 'Orders'],
      "'Orders' is not a bucket's name: 3 to 63 small letters, digits, hyphens and dots",
    ],
    [{ functions: [] }, ['functions'], "'functions' must be a mapping"],
    [{ functions: { f: 'f.js' } }, ['functions', 'f'], "'functions.f' must be a mapping"],
    [{ functions: { f: {} } }, ['functions', 'f'], "'f' needs either a module or a url"],
    [
      { functions: { f: { module: 'f.js', url: 'http://x' } } },
      ['functions', 'f'],
      "'f' needs either a module or a url",
    ],
    [
      { functions: { 'f!': { module: 'f.js' } } },
      ['functions', 'f!'],
      "'f!' is not a function's name: letters, digits, - and _, at most 64",
    ],
    [
      { functions: { f: { module: 'f.js', tiemout: 1 } } },
      ['functions', 'f', 'tiemout'],
      "Unknown key 'tiemout'. Known: module, export, timeout, memory, environment, url",
    ],
    [
      { functions: { f: { module: 7 } } },
      ['functions', 'f', 'module'],
      "'module' must be the path of a JavaScript or TypeScript file",
    ],
    [
      { functions: { f: { module: 'f.js', export: '' } } },
      ['functions', 'f', 'export'],
      "'export' must be the name of an export",
    ],
    [
      { functions: { f: { module: 'f.js', timeout: '3' } } },
      ['functions', 'f', 'timeout'],
      "'timeout' must be a whole number of seconds from 1 to 900",
    ],
    [
      { functions: { f: { module: 'f.js', timeout: 0 } } },
      ['functions', 'f', 'timeout'],
      "'timeout' must be a whole number of seconds from 1 to 900",
    ],
    [
      { functions: { f: { module: 'f.js', memory: 1.5 } } },
      ['functions', 'f', 'memory'],
      "'memory' must be a whole number of megabytes from 16 to 10240",
    ],
    [
      { functions: { f: { module: 'f.js', environment: { A: [] } } } },
      ['functions', 'f', 'environment'],
      "'environment' must be names with texts or numbers",
    ],
    [
      { functions: { f: { url: 'ftp://x' } } },
      ['functions', 'f', 'url'],
      "'url' must be a URL that starts with http:// or https://",
    ],
    [
      { functions: { f: { url: 'http://x', timeout: 3 } } },
      ['functions', 'f'],
      'A function with a url has no other keys',
    ],
  ])('%j is refused', (value, path, text) => {
    const checked = checkConfig(value, '.');
    expect(checked.ok ? [] : checked.problems).toContainEqual({ path, text });
  });
});

describe('the file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stepyard-config-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function problemOf(text: string): Promise<string> {
    const file = join(folder, 'stepyard.yml');
    await writeFile(file, text);
    return readConfig(file).then(
      () => 'none',
      (error: unknown) => (error as Error).message.replaceAll(`${folder}/`, ''),
    );
  }

  test.each([
    ['functions:\n  f: { module: f.js }\n', 'none'],
    ['', 'none'],
    ['functions: *f\n', 'stepyard.yml: Unresolved alias (the anchor must be set before the alias): f'],
    [
      'functions:\n  f:\n    module: [1]\n',
      "stepyard.yml:3:13: 'module' must be the path of a JavaScript or TypeScript file",
    ],
    ['functions: { f: {\n', /^stepyard\.yml:\d+:\d+: /],
    ['a: 1\na: 2\n', /^stepyard\.yml:2:1: Map keys must be unique$/],
  ])('%j: %s', async (text, problem) => {
    const found = await problemOf(text);
    if (typeof problem === 'string') expect(found).toBe(problem);
    else expect(found).toMatch(problem);
  });

  test('modules are looked for from the folder of the file', async () => {
    const file = join(folder, 'other.yml');
    await writeFile(file, 'functions: { f: { module: lib/f.js } }');
    expect((await readConfig(file)).functions['f']).toMatchObject({ module: join(folder, 'lib', 'f.js') });
  });
});
