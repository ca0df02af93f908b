import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatInvalidDefinition, validateDefinition } from '../../../lib/asl/validate/validate-definition.ts';
import { findings } from './findings.ts';

const machine = (state: string): string => `{"StartAt":"S","States":{"S":${state}}}`;
const chain = (open: string, inner: string, close: string, levels: number): string =>
  open.repeat(levels) + inner + close.repeat(levels);
const end = '{"Type":"Succeed"}';
const members = (count: number, member: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => member(index)).join(',');

describe('whatever the definition is like, the answer is a finding', () => {
  test.each([
    ['a megabyte of brackets', '['.repeat(1_000_000), 'INVALID_JSON_DESCRIPTION'],
    ['a megabyte of nested objects', '{"a":'.repeat(200_000), 'INVALID_JSON_DESCRIPTION'],
    ['a megabyte of one word', 'a'.repeat(1_000_000), 'INVALID_JSON_DESCRIPTION'],
    [
      'a state name of a megabyte',
      `{"StartAt":"S","States":{"${'n'.repeat(1_000_000)}":${end}}}`,
      'INVALID_STATE_NAME',
    ],
    [
      '50,000 unknown fields',
      machine(`{"Type":"Succeed",${members(50_000, (n) => `"f${n}":1`)}}`),
      'SCHEMA_VALIDATION_FAILED',
    ],
    ['a field named __proto__', machine('{"Type":"Succeed","__proto__":{}}'), 'SCHEMA_VALIDATION_FAILED'],
    [
      'a machine with a field __proto__',
      `{"StartAt":"S","States":{"S":${end}},"__proto__":{}}`,
      'SCHEMA_VALIDATION_FAILED',
    ],
    [
      'Maps within Maps',
      machine(chain('{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"S","States":{"S":', end, '}}}', 300)),
      'TOO_DEEPLY_NESTED',
    ],
    [
      'branches within branches',
      machine(chain('{"Type":"Parallel","End":true,"Branches":[{"StartAt":"S","States":{"S":', end, '}}]}', 240)),
      'TOO_DEEPLY_NESTED',
    ],
    [
      'Not within Not',
      machine(`{"Type":"Choice","Choices":[${chain('{"Not":', '{}', '}', 900)}]}`),
      'TOO_DEEPLY_NESTED',
    ],
    [
      'a deep template',
      machine(`{"Type":"Pass","End":true,"Parameters":${chain('[', '{"a.$":"a"}', ']', 990)}}`),
      'SCHEMA_VALIDATION_FAILED',
    ],
    [
      'a resource of a megabyte',
      machine(`{"Type":"Task","End":true,"Resource":"arn:${'a:'.repeat(500_000)}"}`),
      'SCHEMA_VALIDATION_FAILED',
    ],
    [
      '20,000 states that lead nowhere',
      `{"StartAt":"S0","States":{${members(20_000, (n) => `"S${n}":{"Type":"Pass","Next":"T${n}"}`)}}}`,
      'MISSING_TRANSITION_TARGET',
    ],
  ])('%s', (_, text, code) => {
    const { diagnostics } = validateDefinition(text, 'STANDARD');
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(formatInvalidDefinition(diagnostics).length).toBeLessThan(5_000_000);
  });

  test('100 scopes within each other are accepted', () => {
    const scopes = Array.from(
      { length: 100 },
      (_, n) => `{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"S${n}","States":{"S${n}":`,
    );
    expect(findings(machine(scopes.join('') + end + '}}}'.repeat(100)))).toEqual([]);
  });

  test('a large sound definition is accepted', () => {
    const states = members(10_000, (n) => `"S${n}":{"Type":"Pass","Parameters":{"a.$":"$.a${n}"},"Next":"S${n + 1}"}`);
    expect(findings(`{"StartAt":"S0","States":{${states},"S10000":${end}}}`)).toEqual([]);
  });

  test('findings beyond a hundred are dropped, warnings never hide errors', () => {
    const warnings = members(500, (n) => `"f${n}":"$.a"`);
    const found = findings(machine(`{"Type":"Pass","End":true,"Parameters":{${warnings}},"Unknown":1}`));
    expect(found.filter((line) => line.startsWith('(warning)'))).toHaveLength(101);
    expect(found).toContain("SCHEMA_VALIDATION_FAILED: Field 'Unknown' is not supported at /States/S");
  });
});

describe('a definition with any value in any place', () => {
  const sound = {
    StartAt: 'A',
    States: {
      A: { Type: 'Choice', Choices: [{ And: [{ Variable: '$.a', IsNull: true }], Next: 'B' }], Default: 'C' },
      B: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { 'a.$': '$.a' },
        Retry: [{ ErrorEquals: ['e'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C', Assign: { e: 1 } }],
        Next: 'C',
      },
      C: {
        Type: 'Parallel',
        Branches: [{ StartAt: 'D', States: { D: { Type: 'Fail', Error: 'e' } } }],
        Next: 'E',
      },
      E: {
        Type: 'Map',
        Label: 'l',
        ItemReader: { Resource: 'arn:aws:states:::s3:getObject', ReaderConfig: { InputType: 'JSON' } },
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' },
          StartAt: 'F',
          States: { F: { Type: 'Wait', QueryLanguage: 'JSONata', Seconds: '{% 1 %}', End: true } },
        },
        End: true,
      },
    },
  };
  const places = [...placesOf(sound)];

  test('is accepted as it stands', () => {
    expect(findings(sound)).toEqual([]);
  });

  test('is either accepted or has an error', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 2 }), (place, value) => {
        const text = JSON.stringify(withValueAt(sound, place, value));
        const { definition, diagnostics } = validateDefinition(text, 'STANDARD');
        expect(definition === undefined).toBe(diagnostics.some(({ severity }) => severity === 'ERROR'));
      }),
      { numRuns: 3000 },
    );
  });
});

/** The way to every value within a value. */
function* placesOf(value: unknown, way: readonly string[] = []): Generator<readonly string[]> {
  yield way;
  if (typeof value !== 'object' || value === null) return;
  for (const [step, member] of Object.entries(value)) yield* placesOf(member, [...way, step]);
}

function withValueAt(target: unknown, [step, ...rest]: readonly string[], value: unknown): unknown {
  if (step === undefined || typeof target !== 'object' || target === null) return value;
  const entries = Object.entries(target).map(([name, member]: [string, unknown]) =>
    name === step ? [name, withValueAt(member, rest, value)] : [name, member],
  );
  return Array.isArray(target) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}
