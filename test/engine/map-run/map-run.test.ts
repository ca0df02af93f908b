import { describe, expect, test } from 'vitest';
import { recoverExecutions } from '../../../lib/adapters/embedded/recovery.ts';
import { stop } from '../../../lib/engine/stop.ts';
import type { TaskOutcome, TaskRequest } from '../../../lib/ports/task-runner.ts';
import { EXECUTION, mapping, mapRunStage } from './map-run-stage.ts';

const work = { Work: { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:Work', End: true } };

/** Answers with what it is asked, and fails where that is 'bad'. */
async function echo({ parameters }: TaskRequest): Promise<TaskOutcome> {
  return parameters === '"bad"' ? { error: 'Bad' } : { output: parameters };
}

test('every item is an execution of its own, and their outputs come in the order of the items', async () => {
  const stage = await mapRunStage(mapping({}));
  await stage.start([1, 2, 3]);
  expect((await stage.ended()).head).toMatchObject({ status: 'SUCCEEDED', output: '[1,2,3]' });
  const children = await stage.children();
  expect(children.map(({ record, head }) => [record.input, head.status])).toEqual([
    ['1', 'SUCCEEDED'],
    ['2', 'SUCCEEDED'],
    ['3', 'SUCCEEDED'],
  ]);
  const [run] = await stage.mapRuns();
  expect(run).toMatchObject({ status: 'SUCCEEDED', running: [], itemCounts: { total: 3, succeeded: 3, running: 0 } });
});

test('a map run over nothing succeeds', async () => {
  const stage = await mapRunStage(mapping({}));
  await stage.start([]);
  expect((await stage.ended()).head).toMatchObject({ status: 'SUCCEEDED', output: '[]' });
});

test('children are executions of the part of the machine that the label names', async () => {
  const stage = await mapRunStage(
    mapping({ Label: 'Lab' }, { Look: { Type: 'Pass', Parameters: { 'c.$': '$$' }, End: true } }),
  );
  await stage.start(['a']);
  await stage.ended();
  const [child] = await stage.children();
  expect(child?.record.executionArn).toMatch(/^arn:aws:states:us-east-1:123456789012:execution:m\/Lab:[-0-9a-f]{36}$/);
  expect(child?.record.stateMachineArn).toBe('arn:aws:states:us-east-1:123456789012:stateMachine:m/Lab');
  expect(JSON.parse(child?.head.output ?? '')).toMatchObject({
    c: {
      Execution: { Id: child?.record.executionArn, Input: 'a', Name: child?.record.name },
      StateMachine: { Id: child?.record.stateMachineArn },
    },
  });
  const types = (await stage.history(child?.record.executionArn)).map(({ type }) => type);
  expect(types).toEqual(['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded']);
});

test.each([
  [
    'an entry of an object',
    {},
    { a: 1, b: 2 },
    [
      { Key: 'a', Value: 1 },
      { Key: 'b', Value: 2 },
    ],
  ],
  [
    'an item',
    { ItemSelector: { 'i.$': '$$.Map.Item.Index', 'all.$': '$[0]' } },
    [5, 6],
    [
      { i: 0, all: 5 },
      { i: 1, all: 5 },
    ],
  ],
  [
    'an item of a JSONata state',
    { QueryLanguage: 'JSONata', ItemSelector: '{% $states.context.Map.Item.Value + 1 %}' },
    [5, 6],
    [6, 7],
  ],
  [
    'a batch',
    { ItemBatcher: { MaxItemsPerBatch: 2, BatchInput: { b: 1 } } },
    [5, 6, 7],
    [
      { BatchInput: { b: 1 }, Items: [5, 6] },
      { BatchInput: { b: 1 }, Items: [7] },
    ],
  ],
  [
    'a batch of so many bytes',
    { ItemBatcher: { MaxInputBytesPerBatch: 20 } },
    ['abc', 'de', 'f'],
    [{ Items: ['abc'] }, { Items: ['de', 'f'] }],
  ],
])('%s becomes the input of a child', async (_, fields, input, inputs) => {
  const stage = await mapRunStage(mapping(fields));
  await stage.start(input);
  await stage.ended();
  expect((await stage.children()).map(({ record }) => JSON.parse(record.input) as unknown)).toEqual(inputs);
});

test('$states.context and intrinsic functions draw chance of their own for every item', async () => {
  const stage = await mapRunStage(mapping({ ItemSelector: { 'id.$': 'States.UUID()' } }));
  await stage.start([1, 2, 3]);
  await stage.ended();
  expect(new Set((await stage.children()).map(({ record }) => record.input)).size).toBe(3);
});

describe('an item that fails', () => {
  const cases: readonly (readonly [string, object, readonly unknown[], object])[] = [
    ['fails the state', {}, ['bad'], { status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' }],
    ['is tolerated by count', { ToleratedFailureCount: 1 }, ['bad', 1], { status: 'SUCCEEDED' }],
    ['is one too many', { ToleratedFailureCount: 1 }, ['bad', 1, 'bad'], { status: 'FAILED' }],
    ['is tolerated by percentage', { ToleratedFailurePercentage: 50 }, ['bad', 1], { status: 'SUCCEEDED' }],
    ['is too large a part', { ToleratedFailurePercentage: 49 }, ['bad', 1], { status: 'FAILED' }],
    ['takes its batch with it', { ToleratedFailureCount: 1, ItemBatcher: { MaxItemsPerBatch: 2 } }, ['bad', 1], {}],
  ];
  test.each(cases)('%s', async (_, fields, input, end) => {
    const stage = await mapRunStage(mapping(fields, work), { call: echo });
    await stage.start(input as never);
    expect((await stage.ended()).head).toMatchObject(end);
  });

  test('stops its siblings and keeps the rest from being started', async () => {
    const call = async (request: TaskRequest): Promise<TaskOutcome> =>
      request.parameters === '"bad"' ? { error: 'Bad' } : new Promise(() => undefined);
    const stage = await mapRunStage(mapping({ MaxConcurrency: 2 }, work), { call });
    await stage.start(['slow', 'bad', 'never']);
    expect((await stage.ended()).head.status).toBe('FAILED');
    const statuses = (await stage.children()).map(({ head }) => head.status);
    expect(statuses).toEqual(['ABORTED', 'FAILED']);
    expect((await stage.mapRuns())[0]).toMatchObject({
      status: 'FAILED',
      itemCounts: { total: 2, aborted: 1, failed: 1, running: 0 },
    });
  });
});

test('no more children run at once than MaxConcurrency says', async () => {
  let running = 0;
  let most = 0;
  const call = async ({ parameters }: TaskRequest): Promise<TaskOutcome> => {
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 2));
    running -= 1;
    return { output: parameters };
  };
  const stage = await mapRunStage(mapping({ MaxConcurrency: 3 }, work), { call });
  await stage.start([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect((await stage.ended()).head.output).toBe('[1,2,3,4,5,6,7,8,9,10]');
  expect(most).toBe(3);
});

test('stopping the execution stops the map run and its children', async () => {
  const stage = await mapRunStage(mapping({}, work), { call: () => new Promise(() => undefined) });
  await stage.start([1, 2]);
  await expect.poll(() => stage.children()).toHaveLength(2);
  await stop(stage.context, EXECUTION, {});
  await expect.poll(async () => (await stage.mapRuns())[0]?.status).toBe('ABORTED');
  expect((await stage.children()).map(({ head }) => head.status)).toEqual(['ABORTED', 'ABORTED']);
  expect((await stage.mapRuns())[0]).toMatchObject({ itemCounts: { aborted: 2, running: 0 } });
});

test('a stopped child counts as one that failed', async () => {
  const stage = await mapRunStage(mapping({ ToleratedFailureCount: 1 }, work), {
    call: () => new Promise(() => undefined),
  });
  await stage.start([1]);
  await expect.poll(() => stage.children()).toHaveLength(1);
  const [child] = await stage.children();
  await stop(stage.context, child?.record.executionArn ?? '', {});
  expect((await stage.ended()).head.status).toBe('SUCCEEDED');
});

test('Express children are executions of their own too', async () => {
  const stage = await mapRunStage(mapping({}, work, true), { call: echo });
  await stage.start(['a']);
  expect((await stage.ended()).head.output).toBe('["a"]');
  const [child] = await stage.children();
  expect(child?.record.executionArn).toMatch(/:express:m\/[-0-9a-f]{36}:[-0-9a-f]{36}:[-0-9a-f]{36}$/);
});

test('a distributed Map may sit inside the child of another', async () => {
  const inner = mapping({}) as { readonly States: object };
  const stage = await mapRunStage(mapping({}, inner.States));
  await stage.start([[1, 2], [3]]);
  expect((await stage.ended()).head.output).toBe('[[1,2],[3]]');
});

test('an ItemSelector that cannot be evaluated fails the map run', async () => {
  const stage = await mapRunStage(mapping({ ItemSelector: { 'x.$': '$.nothing' } }));
  await stage.start([1]);
  expect((await stage.ended()).head).toMatchObject({
    status: 'FAILED',
    error: 'States.Runtime',
    cause: expect.stringContaining("executing the state 'Each' (entered at the event id #2). The JSONPath") as string,
  });
});

test('an input over 256 KiB fails the map run', async () => {
  const stage = await mapRunStage(mapping({ ItemSelector: { 'x.$': 'States.Array($[0], $[0])' } }));
  await stage.start(['x'.repeat(200_000)]);
  expect((await stage.ended()).head).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
});

test('a process that dies leaves the map run to the next one, and no item is lost or done twice', async () => {
  const calls: string[] = [];
  let open = false;
  const call = async ({ parameters, idempotencyKey }: TaskRequest): Promise<TaskOutcome> => {
    while (!open) await new Promise((resolve) => setTimeout(resolve, 1));
    calls.push(idempotencyKey);
    return { output: parameters };
  };
  const first = await mapRunStage(mapping({ MaxConcurrency: 50 }, work), { call });
  const items = Array.from({ length: 200 }, (_, index) => index);
  await first.start(items);
  await expect.poll(() => first.children()).toHaveLength(50);
  const second = await first.restart();
  open = true;
  await recoverExecutions(second.context);
  expect((await second.ended()).head).toMatchObject({ status: 'SUCCEEDED', output: JSON.stringify(items) });
  expect(new Set(calls).size).toBe(200);
  expect((await second.mapRuns())[0]).toMatchObject({ itemCounts: { total: 200, succeeded: 200 } });
});
