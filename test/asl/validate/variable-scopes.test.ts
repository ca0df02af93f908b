import { describe, expect, test } from 'vitest';
import { findings } from './findings.ts';

const pass = (fields: object = {}) => ({ Type: 'Pass', End: true, ...fields });
const inner = (state: object) => ({ StartAt: 'I', States: { I: state } });
const machine = (state: object, fields: object = {}) => ({
  StartAt: 'A',
  States: { A: { Type: 'Pass', Assign: { x: 1 }, Next: 'S' }, S: { End: true, ...state } },
  ...fields,
});
const refused = (location: string): readonly string[] => [
  `INVALID_VARIABLE_NAME: Invalid variable name 'x': the variable is already assigned in an outer scope. at ${location}`,
];

describe('a variable of the states around', () => {
  const branch = (state: object, fields: object = {}) => ({ Type: 'Parallel', Branches: [inner(state)], ...fields });
  const item = (state: object, config: object = {}) => ({ Type: 'Map', ItemProcessor: { ...inner(state), ...config } });
  const choice = {
    Type: 'Choice',
    Choices: [{ Variable: '$.a', IsNull: true, Assign: { x: 2 }, Next: 'Z' }],
    Default: 'Z',
  };
  const catching = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Parameters: { FunctionName: 'f' },
    Catch: [{ ErrorEquals: ['States.ALL'], Assign: { 'x.$': '$.Error' }, Next: 'Z' }],
    Next: 'Z',
  };
  const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
  const leading = (state: object) => ({ StartAt: 'I', States: { I: state, Z: { Type: 'Succeed' } } });

  test.each<[string, object, readonly string[]]>([
    [
      'cannot be assigned in a branch',
      branch(pass({ Assign: { x: 2 } })),
      refused('/States/S/Branches[0]/States/I/Assign'),
    ],
    [
      'cannot be assigned in an iteration, by a path',
      item(pass({ Assign: { 'x.$': '$' } })),
      refused('/States/S/ItemProcessor/States/I/Assign'),
    ],
    [
      'cannot be assigned at any depth',
      branch({
        ...item(pass()),
        End: true,
        ItemProcessor: { StartAt: 'J', States: { J: pass({ Assign: { x: 2 } }) } },
      }),
      refused('/States/S/Branches[0]/States/I/ItemProcessor/States/J/Assign'),
    ],
    [
      'cannot be assigned by a Choice rule',
      { Type: 'Parallel', Branches: [leading(choice)] },
      refused('/States/S/Branches[0]/States/I/Choices[0]/Assign'),
    ],
    [
      'cannot be assigned by a catcher',
      { Type: 'Parallel', Branches: [leading(catching)] },
      refused('/States/S/Branches[0]/States/I/Catch[0]/Assign'),
    ],
    ['can be read in a branch', branch(pass({ Parameters: { 'a.$': '$x' } })), []],
    ['can be assigned again by states beside', branch(pass(), { Assign: { x: 2 } }), []],
    ['does not exist for the children of a map run', item(pass({ Assign: { x: 2 } }), distributed), []],
    [
      'is not what the state around assigns when its branches have ended',
      branch(pass({ Assign: { y: 2 } }), {
        Assign: { y: 3 },
        Catch: [{ ErrorEquals: ['States.ALL'], Assign: { y: 4 }, Next: 'A' }],
      }),
      [],
    ],
    ['does not stand in the way of others', branch(pass({ Assign: { y: 2 } })), []],
  ])('%s', (_, state, expected) => {
    expect(findings(machine(state))).toEqual(expected);
  });

  test('is looked for in the states that follow too', () => {
    const definition = {
      StartAt: 'S',
      States: { S: { ...branch(pass({ Assign: { x: 1 } })), Next: 'B' }, B: pass({ Assign: { x: 2 } }) },
    };
    expect(findings(definition)).toEqual(refused('/States/S/Branches[0]/States/I/Assign'));
  });

  test('may have the same name in two branches', () => {
    const branches = ['I', 'J'].map((name) => ({ StartAt: name, States: { [name]: pass({ Assign: { y: 1 } }) } }));
    expect(findings(machine({ Type: 'Parallel', Branches: branches }))).toEqual([]);
  });

  test('is one in both query languages', () => {
    const state = branch({ ...pass({ Assign: { x: '{% 2 %}' } }), QueryLanguage: 'JSONata' });
    expect(findings(machine(state))).toEqual(refused('/States/S/Branches[0]/States/I/Assign'));
  });
});
