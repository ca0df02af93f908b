import { expect, test } from 'vitest';
import type { StateMachineDefinition } from '../../../lib/asl/definition.ts';
import { compile } from '../../../lib/asl/machine/compile.ts';
import { labelledMap, labelOf } from '../../../lib/asl/machine/map-label.ts';

const ARN = 'arn:aws:states:eu-west-1:111122223333:stateMachine:m';
const map = (processor: object, fields: object = {}) => ({
  Type: 'Map',
  ItemProcessor: processor,
  End: true,
  ...fields,
});
const scope = (States: object) => ({ StartAt: Object.keys(States)[0], States });
const distributed = (States: object) => ({ ...scope(States), ProcessorConfig: { Mode: 'DISTRIBUTED' } });
const pass = scope({ P: { Type: 'Pass', End: true } });

const machine = compile(
  scope({
    Named: map(distributed({ Inner: map(distributed({ P: { Type: 'Pass', End: true } })) }), { Label: 'named' }),
    Both: { Type: 'Parallel', Branches: [scope({ Branch: map(distributed({ Q: { Type: 'Pass', End: true } })) })] },
    Inline: map(pass, { Label: 'inline' }),
  }) as unknown as StateMachineDefinition,
);
const stateOf = (block: number, name: string) => {
  const state = machine.blocks[block]?.states.get(name);
  if (state?.type !== 'Map') throw new Error(`${name} is not in block ${block}`);
  return state as Parameters<typeof labelOf>[1];
};

test('a Map is found by its Label', () => {
  expect(labelledMap(machine, ARN, 'named')).toBe(stateOf(0, 'Named'));
});

test.each([
  ['in a branch', stateOf(3, 'Branch'), ARN],
  ['in the children of another Map, which are of NAME/LABEL', stateOf(1, 'Inner'), `${ARN}/named`],
])('a Map without Label is found by the one that is made up for it %s', (_where, state, arn) => {
  const label = labelOf(arn, state);
  expect(label).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  expect(labelledMap(machine, ARN, label)).toBe(state);
});

test.each(['unknown', 'inline'])('no distributed Map has the label %s', (label) => {
  expect(labelledMap(machine, ARN, label)).toBeUndefined();
});
