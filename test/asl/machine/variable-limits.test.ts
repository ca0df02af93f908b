import { describe, expect, test } from 'vitest';
import type { StateMachineDefinition } from '../../../lib/asl/definition.ts';
import { compile } from '../../../lib/asl/machine/compile.ts';
import { withoutClockAndChance } from './no-clock-no-chance.ts';
import { beginVirtually } from './virtual-execution.ts';

withoutClockAndChance();

const KIB = 1024;
/** A text whose JSON takes so many bytes, made of characters that take `each`. */
const bytes = (count: number, each: '1' | 'ä' | '€' | '💥' = '1') => {
  const width = Buffer.byteLength(each);
  return each.repeat(Math.floor((count - 2) / width)) + '1'.repeat((count - 2) % width);
};
const run = async (States: object, input: unknown = {}) => {
  const definition = { StartAt: 'A', States } as unknown as StateMachineDefinition;
  return (await beginVirtually(compile(definition), JSON.stringify(input), { budget: 1_000 })).end;
};
const tooLarge = (state: string) => ({
  status: 'FAILED',
  error: 'States.DataLimitExceeded',
  cause: `The state '${state}' assigned variables with a size exceeding the maximum number of bytes service limit.`,
});

describe('what one state assigns may take 256 KiB', () => {
  test.each(['1', 'ä', '€', '💥'] as const)('of characters such as %s', async (each) => {
    const assign = (count: number) => ({
      A: { Type: 'Pass', Assign: { v: bytes(count, each) }, Result: 0, End: true },
    });
    expect(await run(assign(256 * KIB))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await run(assign(256 * KIB + 1))).toEqual(tooLarge('A'));
  });

  test('all values together', async () => {
    const assign = (count: number) => ({
      A: { Type: 'Pass', Assign: { v: bytes(200 * KIB), w: bytes(count) }, Result: 0, End: true },
    });
    expect(await run(assign(56 * KIB))).toMatchObject({ status: 'SUCCEEDED' });
    expect(await run(assign(56 * KIB + 1))).toEqual(tooLarge('A'));
  });

  test('in JSONata too', async () => {
    const Assign = { v: '{% $pad("", 131070, "ä") & "" %}', w: '{% "1" %}' };
    const state = { Type: 'Pass', QueryLanguage: 'JSONata', Assign, Output: 0, End: true };
    expect(await run({ A: state })).toEqual(tooLarge('A'));
  });

  test('and a catcher takes the failure', async () => {
    const branch = { StartAt: 'B', States: { B: { Type: 'Succeed' } } };
    const states = {
      A: {
        Type: 'Parallel',
        Branches: [branch],
        Assign: { v: bytes(257 * KIB) },
        Catch: [{ ErrorEquals: ['States.DataLimitExceeded'], Next: 'C' }],
        Next: 'C',
      },
      C: { Type: 'Pass', OutputPath: '$.Error', End: true },
    };
    expect(await run(states)).toMatchObject({ status: 'SUCCEEDED', output: { value: 'States.DataLimitExceeded' } });
  });
});

describe('all variables of an execution may take 10 MiB', () => {
  /** A state that assigns 256 KiB to a variable, and leads to the next. */
  const assigning = (name: string, Next: string) => ({
    Type: 'Pass',
    Assign: { [name]: bytes(256 * KIB) },
    Result: 0,
    Next,
  });
  const chain = (length: number, last: object): object => {
    const names = ['A', ...Array.from({ length: length - 1 }, (_, at) => `S${at}`), 'Z'];
    const states = names.slice(0, -1).map((name, at) => [name, assigning(`v${at}`, names[at + 1] ?? '')] as const);
    return { ...Object.fromEntries(states), Z: last };
  };

  test('of one scope', async () => {
    expect(await run(chain(40, { Type: 'Succeed' }))).toMatchObject({ status: 'SUCCEEDED' });
    const more = { Type: 'Pass', Assign: { w: 1 }, End: true };
    expect(await run(chain(40, more))).toEqual(tooLarge('Z'));
  });

  test('and a value that replaces another one counts once', async () => {
    const again = { Type: 'Pass', Assign: { v0: bytes(256 * KIB) }, Result: 0, End: true };
    expect(await run(chain(40, again))).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('of all scopes together', async () => {
    const inner = {
      StartAt: 'I',
      States: {
        I: { Type: 'Pass', Assign: { w: bytes(200 * KIB) }, Result: 0, Next: 'W' },
        W: { Type: 'Wait', Seconds: 1, End: true },
      },
    };
    const map = (items: number) => ({
      Type: 'Map',
      ItemsPath: '$$.Execution.Input',
      ItemSelector: items,
      ItemProcessor: inner,
      End: true,
    });
    expect(await run(chain(20, map(1)), Array<number>(40).fill(0))).toEqual(tooLarge('I'));
    // Those of iterations that have ended are gone.
    expect(await run(chain(20, { ...map(1), MaxConcurrency: 1 }), [0, 0])).toBeUndefined();
  });
});
