import { describe, expect, test } from 'vitest';
import { formatResults } from '../../../lib/engine/map-run/result-text.ts';
import { child, sequence, succeeded } from './child-executions.ts';

const SUCCEEDED_RECORD = {
  ExecutionArn: 'arn:aws:states:us-east-1:000000000000:execution:Orders/Each:a',
  Input: '{"n":1}',
  InputDetails: { Included: true },
  Name: 'a',
  Output: '[1, 2]',
  OutputDetails: { Included: true },
  RedriveCount: 0,
  RedriveStatus: 'NOT_REDRIVABLE',
  RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
  StartDate: '2023-11-14T22:13:20.000Z',
  StateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:Orders/Each',
  Status: 'SUCCEEDED',
  StopDate: '2023-11-14T22:13:21.500Z',
};
const FAILED_RECORD = {
  Cause: 'too late',
  Error: 'Late',
  ExecutionArn: 'arn:aws:states:us-east-1:000000000000:execution:Orders/Each:b',
  Input: '{"n":1}',
  InputDetails: { Included: true },
  Name: 'b',
  RedriveCount: 1,
  RedriveStatus: 'REDRIVABLE_BY_MAP_RUN',
  StartDate: '2023-11-14T22:13:20.000Z',
  StateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:Orders/Each',
  Status: 'FAILED',
  StopDate: '2023-11-14T22:13:21.500Z',
};
const results = () =>
  sequence(
    succeeded('a', '[1, 2]'),
    child('b', { status: 'FAILED', error: 'Late', cause: 'too late', redriveCount: 1 }),
    succeeded('c', '{"x": [3]}'),
  );

describe('results that are not written to S3', () => {
  test.each([
    [undefined, [[1, 2], FAILED_RECORD, { x: [3] }]],
    [{ Transformation: 'COMPACT', OutputType: 'JSON' }, [[1, 2], FAILED_RECORD, { x: [3] }]],
    [{ Transformation: 'FLATTEN', OutputType: 'JSON' }, [1, 2, FAILED_RECORD, { x: [3] }]],
  ])('are an array for %j, in which failed ones are told whole', async (config, value) => {
    expect(JSON.parse((await formatResults(config, results())) ?? '')).toEqual(value);
  });

  test('have all that is known of the executions for NONE', async () => {
    const text = await formatResults({ Transformation: 'NONE', OutputType: 'JSON' }, results());
    expect((JSON.parse(text ?? '') as unknown[]).slice(0, 2)).toEqual([SUCCEEDED_RECORD, FAILED_RECORD]);
  });

  test('are a text of lines for JSONL', async () => {
    const config = { Transformation: 'FLATTEN', OutputType: 'JSONL' };
    const children = sequence(succeeded('a', '[1,\n "2 3"]'), succeeded('b', '[]'), succeeded('c', '{"x": 4}'));
    expect(JSON.parse((await formatResults(config, children)) ?? '')).toBe('1\n"2 3"\n{"x":4}');
  });

  test('keep outputs as they are, but for white space between values', async () => {
    const children = sequence(succeeded('a', '{"big": 12345678901234567890,  "one": 1.0}'), succeeded('b', '"x  y"'));
    expect(await formatResults(undefined, children)).toBe('[{"big":12345678901234567890,"one":1.0},"x  y"]');
  });

  test('of no executions are empty', async () => {
    expect(await formatResults(undefined, sequence())).toBe('[]');
  });

  test.each([
    [262_144, true],
    [262_145, false],
  ])('of %d bytes: may be passed on? %s', async (bytes, isPassed) => {
    const output = JSON.stringify('é'.repeat(100_000));
    const rest = bytes - Buffer.byteLength(output) - 5;
    const text = await formatResults(
      undefined,
      sequence(succeeded('a', output), succeeded('b', `"${'x'.repeat(rest)}"`)),
    );
    expect(text === undefined ? undefined : Buffer.byteLength(text)).toBe(isPassed ? bytes : undefined);
  });

  test('are not read on when they are too large', async () => {
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 1;
        yield succeeded('a', JSON.stringify('x'.repeat(100_000)));
      }
    }
    expect(await formatResults(undefined, endless())).toBeUndefined();
    expect(read).toBe(3);
  });

  test.each([
    [{ Transformation: 'ALL' }, 'Transformation must be one of NONE, COMPACT, FLATTEN, not "ALL"'],
    [{ OutputType: 'CSV' }, 'OutputType must be one of JSON, JSONL, not "CSV"'],
  ])('fail for %j', async (config, detail) => {
    await expect(formatResults(config, sequence())).rejects.toMatchObject({
      error: 'States.ResultWriterFailed',
      detail,
    });
  });
});
