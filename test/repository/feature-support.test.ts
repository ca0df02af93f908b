import { describe, expect, test } from 'vitest';
import { createTaskRunner } from '../../lib/adapters/tasks/task-runner.ts';
import { operationOf, UNSUPPORTED_ACTIONS } from '../../lib/api/router.ts';
import { OPERATORS } from '../../lib/asl/choice/operators.ts';
import type { MapState } from '../../lib/asl/definition.ts';
import { INTRINSIC_FUNCTIONS } from '../../lib/asl/intrinsics/functions.ts';
import { unsupportedFeature } from '../../lib/asl/states/unsupported.ts';
import { STATE_SHAPES, STATE_TYPES } from '../../lib/asl/validate/fields.ts';
import { OPTIMIZED_INTEGRATIONS } from '../../lib/asl/validate/optimized-integrations.ts';
import { documentedSupport } from './feature-tables.ts';

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
const withSupport = (section: string, ...supports: readonly string[]) =>
  sorted([...documentedSupport(section)].filter(([, support]) => supports.includes(support)).map(([name]) => name));

describe('docs/feature-support.md says of the code what is so', () => {
  test('every API action it calls supported has an operation', () => {
    for (const action of withSupport('API actions', 'yes', 'partly')) expect(operationOf(action).action).toBe(action);
  });

  test('the API actions it calls unsupported are those that answer so by name', () => {
    expect(withSupport('API actions', 'no')).toEqual(sorted(UNSUPPORTED_ACTIONS));
  });

  test('it has all 37 actions of the service', () => {
    expect(documentedSupport('API actions').size).toBe(37);
  });

  test('it has every state type', () => {
    expect(sorted(documentedSupport('State types').keys())).toEqual(sorted(STATE_TYPES));
  });

  test('it has every field of every state type', () => {
    const fields = STATE_TYPES.flatMap((type) => Object.keys(STATE_SHAPES[type].fields));
    expect(sorted(documentedSupport('Fields').keys())).toEqual(sorted(fields));
  });

  test.each(['JSONPath', 'JSONata'] as const)('it says whether states in %s run', (language) => {
    const refused = unsupportedFeature({ language, definition: { Type: 'Succeed' } }) !== undefined;
    expect(documentedSupport('Query languages').get(language)).toBe(refused ? 'no' : 'yes');
  });

  test.each(['ItemProcessor', 'ItemReader', 'ItemBatcher', 'ResultWriter'] as const)(
    'it says whether a Map with %s runs',
    (field) => {
      const definition = { Type: 'Map', [field]: {} } as unknown as MapState;
      const refused = unsupportedFeature({ language: 'JSONPath', definition }) !== undefined;
      expect(documentedSupport('Fields').get(field)).toBe(refused ? 'no' : 'yes');
    },
  );

  test('it has every choice operator', () => {
    expect(withSupport('Choice operators', 'yes')).toEqual(sorted(OPERATORS.keys()));
  });

  test('it has every intrinsic function', () => {
    expect(withSupport('Intrinsic functions', 'yes')).toEqual(
      sorted([...INTRINSIC_FUNCTIONS.keys()].map((name) => `States.${name}`)),
    );
  });

  const integrations = Object.entries(OPTIMIZED_INTEGRATIONS).flatMap(([service, actions]) =>
    Object.entries(actions).flatMap(([action, patterns]) =>
      ['', ...patterns.map((pattern) => `.${pattern}`)].map((suffix) => [`${service}:${action}`, suffix] as const),
    ),
  );

  test('it has every optimized integration', () => {
    expect(sorted(documentedSupport('Integrations').keys())).toEqual(sorted(integrations.map(([name]) => name)));
  });

  test.each(integrations)('%s%s is supported as it says', async (name, suffix) => {
    const runner = createTaskRunner({ startExecution: async () => ({ executionArn: 'arn:e', startDate: 0 }) });
    const arn = 'arn:aws:states:us-east-1:000000000000';
    const outcome = await runner.call(
      {
        executionArn: `${arn}:execution:M:e`,
        stateMachineArn: `${arn}:stateMachine:M`,
        roleArn: 'arn:aws:iam::000000000000:role/r',
        resource: `arn:aws:states:::${name}${suffix}`,
        parameters: '{}',
        idempotencyKey: 'key',
        pend: 1,
        attempt: 0,
      },
      new AbortController().signal,
    );
    const refused = 'error' in outcome && outcome.error === 'Stepyard.IntegrationNotSupported';
    expect(refused ? 'no' : 'yes').toBe(documentedSupport('Integrations').get(name));
  });
});
