import { describe, expect, test } from 'vitest';
import { findings } from './findings.ts';

const end = { Type: 'Succeed' };
const to = (Next: string): object => ({ Type: 'Pass', Next });
const missing = (name: string, at: string): string =>
  `MISSING_TRANSITION_TARGET: Missing 'Next' target: ${name} at ${at}`;
const unreachable = (name: string, at = `/States/${name}`): string =>
  `MISSING_TRANSITION_TARGET: State "${name}" is not reachable. at ${at}`;
const endless = 'MISSING_END_STATE: Workflow has no terminal state';
const lambda = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke' };
const parallel = (...Branches: readonly object[]): object => ({ Type: 'Parallel', End: true, Branches });

describe('transitions of a machine that starts at A', () => {
  test.each([
    ['lead to states', { A: to('B'), B: end }, []],
    [
      'of choices, defaults and catchers count',
      {
        A: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'B' }], Default: 'C' },
        B: end,
        C: { ...lambda, End: true, Catch: [{ ErrorEquals: ['e'], Next: 'D' }] },
        D: end,
      },
      [],
    ],
    [
      'may go round in a circle with a way out',
      { A: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'A' }], Default: 'B' }, B: end },
      [],
    ],
    ['need a start', { B: end }, [missing('A', '/StartAt'), unreachable('B')]],
    ['need targets', { A: to('C'), B: end }, [missing('C', '/States/A/Next'), unreachable('B')]],
    [
      'do not lead to what every object has',
      { A: to('constructor'), B: end },
      [missing('constructor', '/States/A/Next'), unreachable('B')],
    ],
    [
      'of a choice need targets',
      { A: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'C' }], Default: 'D' }, B: end },
      [missing('C', '/States/A/Choices[0]/Next'), missing('D', '/States/A/Default'), unreachable('B')],
    ],
    [
      'of a catcher need targets',
      { A: { ...lambda, End: true, Catch: [{ ErrorEquals: ['e'], Next: 'C' }] } },
      [missing('C', '/States/A/Catch[0]/Next')],
    ],
    ['come to an end', { A: to('B'), B: to('A') }, [endless]],
    ['without an end are not looked at further', { A: to('A'), B: to('A') }, [endless]],
    ['without an end still need targets', { A: to('C') }, [missing('C', '/States/A/Next'), endless]],
    ['may go round forever beside an end', { A: to('A'), B: end }, [unreachable('B')]],
    ['name the first of a chain that nothing leads to', { A: end, B: to('C'), C: end }, [unreachable('B')]],
    ['name one of a circle that nothing leads to', { A: end, B: to('C'), C: to('B') }, [unreachable('B')]],
    ['of a state to itself do not make it reachable', { A: end, B: to('B') }, [unreachable('B')]],
    [
      'stay within their scope',
      { A: parallel({ StartAt: 'B', States: { B: to('C'), D: end } }), C: end },
      [
        missing('C', '/States/A/Branches[0]/States/B/Next'),
        unreachable('C'),
        unreachable('D', '/States/A/Branches[0]/States/D'),
      ],
    ],
    ['within a branch may go round forever', { A: parallel({ StartAt: 'B', States: { B: to('B') } }) }, []],
    [
      'may lead to a state named __proto__',
      JSON.parse('{"A":{"Type":"Pass","Next":"__proto__"},"__proto__":{"Type":"Succeed"}}') as object,
      [],
    ],
  ])('%s', (_, States, expected) => {
    expect(findings({ StartAt: 'A', States })).toEqual(expected);
  });
});

describe('names', () => {
  const long = 'n'.repeat(81);
  const distributed = (Label: string, name: string): object => ({
    Type: 'Map',
    End: true,
    Label,
    ItemProcessor: { StartAt: name, States: { [name]: end } },
  });
  test.each([
    [
      'of states have 80 characters at most',
      { [long]: end },
      [
        `INVALID_STATE_NAME: Invalid State name: State '${long}' exceeds the 80-character limit allowed by the service at /States/${long}`,
      ],
    ],
    [
      'of states are unique in all scopes',
      { A: parallel({ StartAt: 'B', States: { B: end } }, { StartAt: 'B', States: { B: end } }) },
      ['DUPLICATE_STATE_NAME: Duplicate State name: B at /States/A/Branches[1]/States/B'],
    ],
    [
      'of a scope are not those around it',
      { A: parallel({ StartAt: 'A', States: { A: end } }) },
      ['DUPLICATE_STATE_NAME: Duplicate State name: A at /States/A/Branches[0]/States/A'],
    ],
    [
      'of Maps are unique',
      {
        A: parallel(
          { StartAt: 'B', States: { B: distributed('l', 'C') } },
          { StartAt: 'D', States: { D: distributed('l', 'E') } },
        ),
      },
      ['DUPLICATE_LABEL_NAME: Duplicate Label name: l at /States/A/Branches[1]/States/D/Label'],
    ],
  ])('%s', (_, States, expected) => {
    expect(findings({ StartAt: 'A', States })).toEqual(expected);
  });
});
