import { describe, expect, test } from 'vitest';
import { variableReferences } from '../../lib/api/state-machine/variable-references.ts';

const inState = (state: object) => variableReferences(JSON.stringify({ StartAt: 'S', States: { S: state } }))?.S;

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
  ])('in %s', (_, state, names) => {
    expect(inState(state)).toEqual(names);
  });

  test('are listed for the states inside of others, not for those around them', () => {
    const inner = (path: string) => ({ StartAt: 'x', States: { [path]: { Type: 'Pass', InputPath: path } } });
    const definition = {
      StartAt: 'Map',
      States: {
        Map: { Type: 'Map', ItemsPath: '$items', ItemProcessor: inner('$a') },
        Parallel: { Type: 'Parallel', Branches: [inner('$b'), inner('$c')] },
        Old: { Type: 'Map', Iterator: inner('$d') },
      },
    };
    expect(variableReferences(JSON.stringify(definition))).toEqual({
      Map: ['items'],
      $a: ['a'],
      $b: ['b'],
      $c: ['c'],
      $d: ['d'],
    });
  });
});
