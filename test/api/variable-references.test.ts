import { describe, expect, test } from 'vitest';
import { variableReferences } from '../../lib/api/state-machine/variable-references.ts';

const inState = async (state: object, machine: object = {}) =>
  (await variableReferences(JSON.stringify({ StartAt: 'S', States: { S: state }, ...machine })))?.S;

describe('the variables that a state reads', () => {
  test.each<[string, object, readonly string[] | undefined]>([
    ['a payload template', { Parameters: { 'b.$': '$b', nested: [{ 'a.$': '$a.x[0]' }] } }, ['a', 'b']],
    ['a template value that only looks like one', { Parameters: { a: '$a' } }, undefined],
    ['a path', { InputPath: '$in', SecondsPath: '$wait' }, ['in', 'wait']],
    ['an intrinsic function', { Assign: { 'x.$': "States.Format('$no {}', $yes, $.no, $$.Execution.Id)" } }, ['yes']],
    ['a quote inside of a quoted text', { Assign: { 'x.$': "States.Format('it\\'s $no', $yes)" } }, ['yes']],
    ['a Choice rule', { Choices: [{ And: [{ Variable: '$v', IsNull: true }], Next: 'X' }] }, ['v']],
    ['a field of an item reader', { ItemReader: { ReaderConfig: { MaxItemsPath: '$max' } } }, ['max']],
    ['one name twice', { InputPath: '$a', OutputPath: '$a' }, ['a']],
    [
      'state input and context',
      { InputPath: '$', OutputPath: '$.a', Parameters: { 'a.$': '$$.State.Name' } },
      undefined,
    ],
    ['members of templates that are named like fields', { Parameters: { Path: '$no', Variable: '$no' } }, undefined],
    ['a Result, in which nothing is evaluated', { Result: { 'a.$': '$no', Parameters: { 'a.$': '$no' } } }, undefined],
    ['a text in delimiters, which are of JSONata', { Parameters: { a: '{% $no %}' } }, undefined],
  ])('in %s', async (_, state, names) => {
    expect(await inState(state)).toEqual(names);
  });

  test.each<[string, object, readonly string[] | undefined]>([
    ['an expression', { Output: '{% $a + $b.c[$d = 1] %}' }, ['a', 'b', 'd']],
    ['any depth', { Arguments: { a: [{ Comment: '{% $a %}' }] } }, ['a']],
    ['a text without delimiters', { Output: '$no' }, undefined],
    ['$states, functions and the context', { Output: '{% $map($states.input, $string).($ & $now()) %}' }, undefined],
    ['fields that take numbers', { MaxConcurrency: '{% $n %}', Items: '{% $items %}' }, ['items', 'n']],
    ['a condition', { Choices: [{ Condition: '{% $v %}', Assign: { x: '{% $w %}' }, Next: 'S' }] }, ['v', 'w']],
    ['a catcher', { Catch: [{ ErrorEquals: ['{% $no %}'], Output: '{% $e %}', Next: 'S' }] }, ['e']],
    ['fields that are not evaluated', { Comment: '{% $no %}', Retry: [{ ErrorEquals: ['{% $no %}'] }] }, undefined],
    ['names that it binds', { Output: '{% ($no := $a; $f := function($no) { $f($no) }; $f($no)) %}' }, ['a']],
    ['a name before it is bound', { Output: '{% ($a := $a + 1; $a) %}' }, ['a']],
    ['a name that another block binds', { Output: '{% [($a := 1; $a), $a] %}' }, ['a']],
    ['names of values and places', { Output: '{% $a@$no#$i.($no + $i + $b) %}' }, ['a', 'b']],
    ['an expression that cannot be parsed', { Credentials: { RoleArn: '{% $a + %}' } }, undefined],
  ])('in JSONata: %s', async (_, state, names) => {
    expect(await inState(state, { QueryLanguage: 'JSONata' })).toEqual(names);
    expect(await inState({ ...state, QueryLanguage: 'JSONata' })).toEqual(names);
  });

  test('are listed for the states inside of others, not for those around them', async () => {
    const inner = (path: string) => ({ StartAt: 'x', States: { [path]: { Type: 'Pass', InputPath: path } } });
    const definition = {
      StartAt: 'Map',
      States: {
        Map: { Type: 'Map', ItemsPath: '$items', ItemProcessor: inner('$a') },
        Parallel: { Type: 'Parallel', Branches: [inner('$b'), inner('$c')] },
        Old: { Type: 'Map', Iterator: inner('$d') },
      },
    };
    expect(await variableReferences(JSON.stringify(definition))).toEqual({
      Map: ['items'],
      $a: ['a'],
      $b: ['b'],
      $c: ['c'],
      $d: ['d'],
    });
  });
});
