import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildCommand, interrupt, stepyard } from './command.ts';

buildCommand();

const GREET = {
  StartAt: 'Greet',
  States: {
    Greet: {
      Type: 'Task',
      Resource: 'arn:aws:lambda:us-east-1:000000000000:function:greet',
      Retry: [{ ErrorEquals: ['TooShy'], IntervalSeconds: 1, MaxAttempts: 1 }],
      Next: 'Shout',
    },
    Shout: { Type: 'Pass', End: true },
  },
};
const FUNCTIONS = `
let calls = 0;
export const greet = async ({ name }: { name?: string }): Promise<{ text: string }> => {
  if ((calls += 1) === 1) throw Object.assign(new Error('Not yet.'), { name: 'TooShy' });
  console.log('greeting');
  return { text: 'Hello ' + (name ?? 'you') };
};
`;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stepyard-run-'));
  const write = (file: string, text: string) => writeFile(join(folder, file), text);
  await write('greet.asl.json', JSON.stringify(GREET));
  const Hold = { Type: 'Wait', Seconds: 600, Next: 'Shout' };
  const greetAndHold = { ...GREET.States, Greet: { ...GREET.States.Greet, Next: 'Hold' }, Hold };
  await write('wait.asl.json', JSON.stringify({ ...GREET, States: greetAndHold }));
  await write('functions.ts', FUNCTIONS);
  await write('stepyard.yml', 'functions:\n  greet: { module: functions.ts, export: greet }\n');
  await write('input.json', '{ "name": "Ann" }\n');
  await write('empty.asl.json', '');
  await write('broken.json', '{ "name": ');
  await write('invalid.asl.json', '{ "StartAt": "A", "States": { "A": { "Type": "Pass" } } }');
  await write(
    'fail.asl.json',
    '{"StartAt":"No","States":{"No":{"Type":"Fail","Error":"Refused","Cause":"Not today."}}}',
  );
  await write(
    'lost.asl.json',
    JSON.stringify({
      ...GREET,
      States: {
        ...GREET.States,
        Greet: { ...GREET.States.Greet, Resource: 'arn:aws:lambda:us-east-1:000000000000:function:nobody' },
      },
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('stepyard run', () => {
  test('shows each state as it happens, with failures and retries, and then the output', async () => {
    const { exitCode, stdout, stderr } = await stepyard(['run', 'greet.asl.json', '--input', 'input.json'], folder);
    const lines = stdout.split('\n');
    expect(lines.slice(0, 5).map((line) => line.replace(/^ +\d+\.\d\d s {2}/, '').replace(/ +/g, ' '))).toEqual([
      '> Greet Task',
      'x Greet TooShy: Not yet.',
      '~ Greet retry 1',
      expect.stringMatching(/^< Greet after \d+\.\d\d s$/),
      '> Shout Pass',
    ]);
    expect(JSON.parse(lines.slice(5).join('\n'))).toEqual({ text: 'Hello Ann' });
    expect(exitCode).toBe(0);
    expect(stderr).toBe('[greet] greeting\n');
  });

  test('--json prints one document, with the transitions that AWS would charge', async () => {
    const { exitCode, stdout } = await stepyard(
      ['run', 'greet.asl.json', '--json', '--input', '{"name":"Bob"}'],
      folder,
    );
    expect(JSON.parse(stdout)).toEqual({ status: 'SUCCEEDED', output: { text: 'Hello Bob' }, transitions: 3 });
    expect(exitCode).toBe(0);
  });

  test('the transitions of the children of distributed Maps count, and not those of Express ones', async () => {
    const ofOne = (name: string, state: object) => ({ StartAt: name, States: { [name]: { ...state, End: true } } });
    const map = (ExecutionType: string, processor: object, fields: object = {}) => ({
      Type: 'Map',
      ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType }, ...processor },
      ...fields,
    });
    const inner = map('STANDARD', ofOne('Innermost', { Type: 'Pass' }), { ItemsPath: '$.inner' });
    const definition = {
      StartAt: 'Each',
      States: {
        Each: map('STANDARD', ofOne('Inner', inner), { Next: 'Quick' }),
        Quick: map('EXPRESS', ofOne('Free', { Type: 'Pass' }), { End: true }),
      },
    };
    await writeFile(join(folder, 'maps.asl.json'), JSON.stringify(definition));
    const input = '[{"inner":[1,2]},{"inner":[]}]';
    const { stdout, stderr } = await stepyard(['run', 'maps.asl.json', '--json', '--input', input], folder);
    expect(stderr).toBe('');
    // Two of the execution, one of each child, one of each child of the first one.
    expect(JSON.parse(stdout)).toMatchObject({ status: 'SUCCEEDED', transitions: 2 + 2 + 2 });
  });

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('%s ends it with exit code %i, and leaves nothing behind', async (signal, exitCode) => {
    const temporary = await mkdtemp(join(folder, 'temporary-'));
    const options = { cwd: folder, env: { TMPDIR: temporary } };
    expect(await interrupt(['run', 'wait.asl.json'], options, 'Hold', signal)).toBe(exitCode);
    expect(await readdir(temporary)).toEqual([]);
  });

  test('an execution that fails is an exit code of 1 and its error', async () => {
    const { exitCode, stdout } = await stepyard(['run', 'fail.asl.json'], folder);
    expect(stdout).toContain('FAILED Refused: Not today.');
    expect(exitCode).toBe(1);
    const json = await stepyard(['run', 'fail.asl.json', '--json'], folder);
    expect(JSON.parse(json.stdout)).toEqual({
      status: 'FAILED',
      error: 'Refused',
      cause: 'Not today.',
      transitions: 1,
    });
    expect(json.exitCode).toBe(1);
  });

  test('a function that nobody mapped fails the execution by name', async () => {
    const { exitCode, stdout } = await stepyard(['run', 'lost.asl.json'], folder);
    expect(stdout).toContain('FAILED Lambda.ResourceNotFoundException: Function not found: ');
    expect(exitCode).toBe(1);
  });

  test.each([
    [['run', 'nowhere.asl.json'], 'There is no file nowhere.asl.json\n'],
    [['run', 'greet.asl.json', '--input', 'nowhere.json'], '--input is neither JSON nor a file: nowhere.json\n'],
    [['run', 'greet.asl.json', '--input', 'broken.json'], 'broken.json is not JSON\n'],
    [['run', 'greet.asl.json', '--config', 'nowhere.yml'], 'There is no file nowhere.yml\n'],
    [
      ['run', 'invalid.asl.json'],
      /^invalid\.asl\.json is refused as AWS would refuse it:\nInvalid State Machine Definition: .+\n$/,
    ],
    [['run', 'empty.asl.json'], /^empty\.asl\.json is refused as AWS would refuse it:\n1 validation error .+\n$/],
  ])('%j says what is wrong', async (args, problem) => {
    const { exitCode, stdout, stderr } = await stepyard(args, folder);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.startsWith('stepyard: ')).toBe(true);
    if (typeof problem === 'string') expect(stderr.slice('stepyard: '.length)).toBe(problem);
    else expect(stderr.slice('stepyard: '.length)).toMatch(problem);
  });
});
