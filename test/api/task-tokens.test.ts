import { describe, expect, test } from 'vitest';
import { arnOf, createTestApi } from './harness.ts';

const EXECUTION = arnOf('execution:m:e');
const TASK = { executionArn: EXECUTION, pend: 3, attempt: 2 };
const taskToken = `token:${JSON.stringify(TASK)}`;

describe('answering a task by its token', () => {
  test.each<[action: string, body: object, stimulus: object]>([
    ['SendTaskSuccess', { output: '{"a": 1}' }, { type: 'succeeded', output: '{"a": 1}' }],
    ['SendTaskSuccess', { output: 'null' }, { type: 'succeeded', output: 'null' }],
    ['SendTaskFailure', { error: 'E', cause: 'c' }, { type: 'failed', error: 'E', cause: 'c' }],
    ['SendTaskFailure', {}, { type: 'failed' }],
  ])('%s with %j reaches the execution', async (action, body, stimulus) => {
    const { ok, engine } = createTestApi();
    expect(await ok(action, { taskToken, ...body })).toEqual({});
    expect(engine.stimuli).toEqual([[EXECUTION, { ...stimulus, pend: 3, attempt: 2 }]]);
  });

  test('SendTaskHeartbeat tells when the worker was last seen', async () => {
    const { ok, engine, clock } = createTestApi();
    expect(await ok('SendTaskHeartbeat', { taskToken })).toEqual({});
    expect(engine.stimuli).toEqual([[EXECUTION, { type: 'heartbeat', pend: 3, attempt: 2, at: clock.now() }]]);
  });

  describe.each([
    ['SendTaskSuccess', { output: '{}' }],
    ['SendTaskFailure', {}],
    ['SendTaskHeartbeat', {}],
  ])('%s', (action, body) => {
    test('refuses a token that is not ours', async () => {
      const { error } = createTestApi();
      expect(await error(action, { taskToken: 'made-up', ...body })).toBe(
        "InvalidToken: Invalid Token: 'Invalid token'",
      );
    });

    test('finds a task that is done timed out', async () => {
      const { error, engine } = createTestApi();
      engine.outcome = 'closed';
      expect(await error(action, { taskToken, ...body })).toBe(
        "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
      );
    });
  });

  test('SendTaskSuccess wants JSON', async () => {
    const { error, engine } = createTestApi();
    expect(await error('SendTaskSuccess', { taskToken, output: 'done' })).toBe(
      "InvalidOutput: Invalid Output: 'Unrecognized token 'done': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')'",
    );
    expect(engine.stimuli).toEqual([]);
  });
});
