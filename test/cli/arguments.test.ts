import { describe, expect, test } from 'vitest';
import { buildCommand, ROOT, stepyard } from './command.ts';

buildCommand();

describe('the command line', () => {
  test.each([
    [['--help'], /Usage: stepyard <command>[\s\S]*start[\s\S]*run[\s\S]*demo/],
    [['-h'], /Usage: stepyard <command>/],
    [['start', '--help'], /Usage: stepyard start[\s\S]*--port[\s\S]*--data[\s\S]*--memory[\s\S]*--config/],
    [['run', '-h'], /Usage: stepyard run FILE[\s\S]*--input[\s\S]*--json/],
    [['demo', '--help'], /Usage: stepyard demo/],
    [['help'], /Usage: stepyard <command>/],
    [['help', 'run'], /Usage: stepyard run FILE/],
    [['--version'], /^\d+\.\d+\.\d+\n$/],
  ])('%j explains itself', async (args, text) => {
    const ended = await stepyard(args, ROOT);
    expect(ended).toEqual({ exitCode: 0, stdout: expect.stringMatching(text), stderr: '' });
  });

  test('without a command it shows the help, and fails', async () => {
    const { exitCode, stdout } = await stepyard([], ROOT);
    expect(exitCode).toBe(2);
    expect(stdout).toContain('Usage: stepyard <command>');
  });

  test.each([
    [['serve'], "Unknown command 'serve'"],
    [['help', 'serve'], "Unknown command 'serve'"],
    [['--verbose'], "Unknown option '--verbose'"],
    [['start', '--prot', '1'], "Unknown option '--prot'"],
    [['start', 'here'], "Unexpected argument 'here'"],
    [['start', '--port', 'many'], "--port must be a number from 0 to 65535, not 'many'"],
    [['start', '--limits', 'none'], "--limits must be aws, not 'none'"],
    [['start', '--port', '65536'], "--port must be a number from 0 to 65535, not '65536'"],
    [['start', '--port'], "Option '--port <value>' argument missing"],
    [['start', '--memory', '--data', 'x'], 'Use either --data or --memory'],
    [
      ['start', '--origin', 'app.example.com'],
      "--origin must be such as https://app.example.com, or *, not 'app.example.com'",
    ],
    [
      ['start', '--origin', 'http://app.example.com/'],
      "--origin must be such as https://app.example.com, or *, not 'http://app.example.com/'",
    ],
    [
      ['logs', '--endpoint', '127.0.0.1'],
      "--endpoint must be a URL that starts with http:// or https://, not '127.0.0.1'",
    ],
    [['run'], 'run needs the file of a definition'],
    [['run', 'a', 'b'], "Unexpected argument 'b'"],
    [['demo', '--fast'], "Unknown option '--fast'"],
  ])('%j is refused', async (args, problem) => {
    const [command = ''] = args;
    const page = ['start', 'run', 'logs', 'demo'].includes(command) ? `stepyard ${command}` : 'stepyard';
    expect(await stepyard(args, ROOT)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `stepyard: ${problem}\nSee ${page} --help.\n`,
    });
  });
});
