import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { examineJsonata } from '../../lib/asl/data/jsonata/examine.ts';
import { examinedExpressions } from '../../lib/api/state-machine/examined-expressions.ts';

const definitionWith = (texts: readonly string[]) =>
  JSON.stringify({ States: { S: { Output: texts.map((text) => ({ deep: [text] })) } } });

test.each([' $states.input.a + $b ', ' 1 + ', ' $.a ', '', ' /(/ '])(
  '{%%%s%%} is known for what it is',
  async (text) => {
    const examine = await examinedExpressions(definitionWith([`{%${text}%}`]));
    expect(examine(text)).toEqual(examineJsonata(text));
  },
);

test.each(['', 'no JSON {% 1 %}', `${'['.repeat(1_000_000)}"{% 1 %}"`])(
  '%.9s is not looked into',
  async (definition) => {
    const examine = await examinedExpressions(definition);
    expect(examine('1')).toEqual(examineJsonata('1'));
  },
);

test('a definition that is full of expressions lets others have their turns', async () => {
  let turns = 0;
  let over = false;
  const others = (async () => {
    for (; !over; turns += 1) await setImmediate();
  })();
  await examinedExpressions(
    definitionWith(Array.from({ length: 1_000 }, (_, index) => `{% $states.input.a${index} %}`)),
  );
  over = true;
  await others;
  expect(turns).toBeGreaterThan(10);
});
