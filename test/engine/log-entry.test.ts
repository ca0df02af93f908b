import { describe, expect, test } from 'vitest';
import type { HistoryEvent } from '../../lib/asl/history/events.ts';
import { Payload } from '../../lib/asl/payload.ts';
import { logEntry } from '../../lib/engine/log-entry.ts';
import { isLogged, loggingOf, type LogLevel } from '../../lib/engine/log-level.ts';

const EXECUTION = 'arn:aws:states:us-east-1:123456789012:execution:m:e';
const KIB = 1024;

function event(type: string, details: object | undefined): HistoryEvent {
  return { id: 3, previousEventId: 2, timestamp: 1_700_000_000_123, type, details } as HistoryEvent;
}

function logged(type: string, details: object | undefined, includeExecutionData: boolean) {
  const { message } = logEntry(event(type, details), {
    executionArn: EXECUTION,
    redriveCount: 1,
    includeExecutionData,
  });
  return JSON.parse(message) as { readonly details: Readonly<Record<string, unknown>> };
}

test('an entry has the members of AWS in their order, numbers as strings', () => {
  const line = logEntry(event('ExecutionFailed', { error: 'E', cause: 'C' }), {
    executionArn: EXECUTION,
    redriveCount: 1,
    includeExecutionData: true,
  });
  expect(line).toEqual({
    timestamp: 1_700_000_000_123,
    message:
      '{"id":"3","type":"ExecutionFailed","details":{"error":"E","cause":"C"},"previous_event_id":"2",' +
      `"event_timestamp":"1700000000123","execution_arn":"${EXECUTION}","redrive_count":"1"}`,
  });
});

const text = Payload.ofText('{"a": 1}');
const data = { truncated: false };
const task = { resourceType: 'lambda', resource: 'invoke' };

test.each<[type: string, details: object | undefined, withData: object, without: object]>([
  [
    'ExecutionStarted',
    { input: text, roleArn: 'r', stateMachineAliasArn: undefined },
    { input: '{"a": 1}', inputDetails: data, roleArn: 'r' },
    { roleArn: 'r' },
  ],
  ['ExecutionSucceeded', { output: text }, { output: '{"a": 1}', outputDetails: data }, {}],
  [
    'PassStateExited',
    { name: 's', output: text, assignedVariables: { x: '1' } },
    {
      name: 's',
      output: '{"a": 1}',
      outputDetails: data,
      assignedVariables: { x: '1' },
      assignedVariablesDetails: data,
    },
    { name: 's' },
  ],
  [
    'TaskScheduled',
    { ...task, region: 'r', parameters: text, timeoutInSeconds: 60, taskCredentials: { roleArn: 'other' } },
    { ...task, region: 'r', parameters: '{"a": 1}', timeoutInSeconds: '60', taskCredentials: { roleArn: 'other' } },
    { ...task, region: 'r', timeoutInSeconds: '60', taskCredentials: { roleArn: 'other' } },
  ],
  ['MapIterationStarted', { name: 'm', index: 0 }, { name: 'm', index: '0' }, { name: 'm', index: '0' }],
  ['ParallelStateStarted', undefined, {}, {}],
])('%s is logged with its data, and without', (type, details, withData, without) => {
  expect(logged(type, details, true).details).toEqual(withData);
  expect(logged(type, details, false).details).toEqual(without);
});

describe('data that an event of CloudWatch Logs has no room for', () => {
  test.each([
    ['plain text', 'x', 248 * KIB],
    ['quotes, which are escaped', '"', 124 * KIB],
    ['characters of three bytes', '€', Math.floor((248 * KIB) / 3)],
    ['pairs of surrogates, which are not torn apart', '😀', (248 * KIB) / 4],
  ])('is cut: %s', (_, character, fitting) => {
    const cutOff = logged('ExecutionSucceeded', { output: Payload.ofText(character.repeat(fitting + 5)) }, true);
    expect(cutOff.details).toEqual({ output: character.repeat(fitting), outputDetails: { truncated: true } });
    const whole = logged('ExecutionSucceeded', { output: Payload.ofText(character.repeat(fitting)) }, true);
    expect(whole.details).toEqual({ output: character.repeat(fitting), outputDetails: { truncated: false } });
  });

  test('is left out where it is variables beside a large output', () => {
    const output = Payload.ofText('x'.repeat(200 * KIB));
    const { details } = logged('PassStateExited', { output, assignedVariables: { v: 'y'.repeat(60 * KIB) } }, true);
    expect(details).toMatchObject({
      outputDetails: { truncated: false },
      assignedVariables: {},
      assignedVariablesDetails: { truncated: true },
    });
  });
});

test.each<[type: string, levels: readonly LogLevel[]]>([
  ['ExecutionStarted', ['ALL']],
  ['PassStateEntered', ['ALL']],
  ['TaskSucceeded', ['ALL']],
  ['ExecutionSucceeded', ['ALL']],
  ['FailStateEntered', ['ALL', 'ERROR']],
  ['TaskFailed', ['ALL', 'ERROR']],
  ['LambdaFunctionTimedOut', ['ALL', 'ERROR']],
  ['ActivityFailed', ['ALL', 'ERROR']],
  ['EvaluationFailed', ['ALL', 'ERROR']],
  ['MapIterationAborted', ['ALL', 'ERROR']],
  ['MapRunFailed', ['ALL', 'ERROR']],
  ['ExecutionFailed', ['ALL', 'ERROR', 'FATAL']],
  ['ExecutionAborted', ['ALL', 'ERROR', 'FATAL']],
  ['ExecutionTimedOut', ['ALL', 'ERROR', 'FATAL']],
])('%s is logged at %j', (type, levels) => {
  expect((['ALL', 'ERROR', 'FATAL'] as const).filter((level) => isLogged(level, type))).toEqual(levels);
});

const destinations = [{ cloudWatchLogsLogGroup: { logGroupArn: 'arn:g' } }];

test.each([
  ['nothing', {}, undefined],
  ['level OFF', { level: 'OFF', includeExecutionData: true, destinations }, undefined],
  ['no destination', { level: 'ALL' }, undefined],
  ['a level', { level: 'ALL', destinations }, { level: 'ALL', includeExecutionData: false, logGroupArn: 'arn:g' }],
  [
    'data as well',
    { level: 'FATAL', includeExecutionData: true, destinations },
    { level: 'FATAL', includeExecutionData: true, logGroupArn: 'arn:g' },
  ],
])('a loggingConfiguration with %s', (_, configuration, expected) => {
  expect(loggingOf(configuration as never)).toEqual(expected);
});
