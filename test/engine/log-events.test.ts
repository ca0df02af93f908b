import { expect, test, vi } from 'vitest';
import type { ExecutionLog, LogDestination, LogLine } from '../../lib/ports/execution-log.ts';
import type { ExecutionRecord } from '../../lib/ports/execution-store.ts';
import { lastCall, lastOf, stage, type Stage, type StageOptions } from './stage.ts';

const LOG_GROUP = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/m:*';
const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
const work = {
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } },
};
const pass = { StartAt: 'P', States: { P: { Type: 'Pass', End: true } } };
const rest = { StartAt: 'Rest', States: { Rest: { Type: 'Wait', Seconds: 600, End: true } } };

function logging(level: string) {
  const destinations = [{ cloudWatchLogsLogGroup: { logGroupArn: LOG_GROUP } }];
  return { level, includeExecutionData: true, destinations };
}

function notebook() {
  const appended: { readonly destination: LogDestination; readonly lines: readonly LogLine[] }[] = [];
  const executionLog: ExecutionLog = {
    append: (destination, lines) => void appended.push({ destination, lines }),
    flush: async () => undefined,
  };
  const entries = () =>
    appended.flatMap(({ lines }) => lines.map(({ message }) => JSON.parse(message) as Record<string, string>));
  return { executionLog, appended, entries, types: () => entries().map(({ id, type }) => `${id} ${type}`) };
}

const all = (log: ReturnType<typeof notebook>): StageOptions => ({
  loggingConfiguration: logging('ALL'),
  executionLog: log.executionLog,
});

function express(play: Stage): ExecutionRecord {
  const startDate = play.clock.now();
  const stateMachineArn = play.revision.stateMachineArn;
  return { executionArn: 'arn:express', stateMachineArn, name: 'x', revision: 'r', input: '{}', startDate };
}

test('an execution that ends as it starts is logged whole, in the log group of its machine', async () => {
  const log = notebook();
  await (await stage(pass, all(log))).start();
  expect(log.types()).toEqual([
    '1 ExecutionStarted',
    '2 PassStateEntered',
    '3 PassStateExited',
    '4 ExecutionSucceeded',
  ]);
  expect(log.entries()[0]).toMatchObject({ execution_arn: EXECUTION, redrive_count: '0' });
  expect(log.appended[0]?.destination).toEqual({ logGroupArn: LOG_GROUP, stateMachineName: 'm' });
});

test('events of a turn are logged when they are committed, each once', async () => {
  const log = notebook();
  const play = await stage(work, all(log));
  await play.start();
  await play.turn(lastOf(play.sent).message);
  await lastCall(play).answer({ output: '"done"' });
  expect(log.types().map((text) => text.split(' ')[1])).toEqual(await play.events());
});

test('an execution that is stopped is logged to its end', async () => {
  const log = notebook();
  const play = await stage(rest, all(log));
  await play.start();
  await play.engine.stop(EXECUTION, { error: 'E' });
  expect(log.types().at(-1)).toBe('3 ExecutionAborted');
});

test('what was not stored is not logged: a second start, a commit that lost a race', async () => {
  const log = notebook();
  const play = await stage(rest, all(log));
  await play.start();
  const started = log.types();
  await play.start();
  expect(log.types()).toEqual(started);

  const current = await play.stored();
  vi.spyOn(play.context.executions, 'commit').mockImplementationOnce(async () => ({ committed: false, current }));
  await play.engine.stop(EXECUTION, {});
  expect(log.types()).toEqual([...started, '3 ExecutionAborted']);
});

test('a commit that the store answers with an error, and has made, is logged', async () => {
  const log = notebook();
  const play = await stage(rest, all(log));
  await play.start();
  const { executions } = play.context;
  const commit = executions.commit.bind(executions);
  vi.spyOn(executions, 'commit').mockImplementation(async (...write) => {
    await commit(...write);
    throw new Error('The connection was lost');
  });
  await play.engine.stop(EXECUTION, {});
  expect(log.types().at(-1)).toBe('3 ExecutionAborted');
});

test('the level decides: FATAL logs the end of a failure, nothing of a success', async () => {
  const fails = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'E' } } };
  const log = notebook();
  const options = { loggingConfiguration: logging('FATAL'), executionLog: log.executionLog };
  await (await stage(fails, options)).start();
  await (await stage(pass, options)).start();
  expect(log.types()).toEqual(['3 ExecutionFailed']);
});

test('a machine without logging appends nothing', async () => {
  const log = notebook();
  await (await stage(pass, { loggingConfiguration: logging('OFF'), executionLog: log.executionLog })).start();
  expect(log.appended).toEqual([]);
});

test('Express executions are logged, though nothing of them is stored', async () => {
  const log = notebook();
  const play = await stage(pass, { ...all(log), type: 'EXPRESS' });
  await play.engine.startSync(express(play), play.revision, new AbortController().signal);
  await play.engine.startExpress(express(play), play.revision);
  await play.clock.pass(0);
  const whole = ['1 ExecutionStarted', '2 PassStateEntered', '3 PassStateExited', '4 ExecutionSucceeded'];
  expect(log.types()).toEqual([...whole, ...whole]);
});

test('an Express execution that takes longer than five minutes is logged as timed out', async () => {
  const log = notebook();
  const play = await stage(rest, { ...all(log), type: 'EXPRESS' });
  const result = play.engine.startSync(express(play), play.revision, new AbortController().signal);
  await play.clock.pass(300_000);
  expect(await result).toMatchObject({ status: 'TIMED_OUT' });
  expect(log.entries().at(-1)).toMatchObject({
    id: '3',
    type: 'ExecutionTimedOut',
    previous_event_id: '2',
    details: { error: 'States.Timeout' },
  });
});
