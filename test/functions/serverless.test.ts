import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { tableDefinition, TTL_ATTRIBUTE } from '../../lib/adapters/dynamodb/table-definition.ts';

interface Queue {
  readonly Properties: { readonly VisibilityTimeout: number; readonly RedrivePolicy?: object };
}
interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

const text = readFileSync(new URL('../../serverless.yml', import.meta.url), 'utf8');
const service = parse(text) as {
  readonly provider: { readonly iam: { readonly role: { readonly statements: readonly Statement[] } } };
  readonly functions: Readonly<Record<string, { readonly timeout: number }>>;
  readonly resources: {
    readonly Resources: Readonly<Record<'Table', { readonly Properties: object }>> &
      Readonly<Record<'TurnQueue' | 'LongQueue', Queue>>;
  };
};
const { Table, TurnQueue, LongQueue } = service.resources.Resources;
const { statements } = service.provider.iam.role;

test('the table that is deployed is the one that the store expects', () => {
  const { TableName: _, ...expected } = tableDefinition('');
  const TimeToLiveSpecification = { AttributeName: TTL_ATTRIBUTE, Enabled: true };
  expect(Table.Properties).toEqual({ ...expected, TimeToLiveSpecification });
});

describe('a queue', () => {
  test.each([
    ['turn', TurnQueue, 128],
    ['long', LongQueue, 908],
  ])(
    '%s shows a message again only after its function was killed, and gives up into a dead-letter queue',
    (name, queue, seconds) => {
      expect(queue.Properties.VisibilityTimeout).toBe(seconds);
      expect(queue.Properties.VisibilityTimeout).toBeGreaterThan(service.functions[name]?.timeout ?? Infinity);
      expect(queue.Properties.RedrivePolicy).toBeDefined();
    },
  );
});

const NARROWED = /^\$\{param:(?:invokes|logGroups|buckets|tables|queues|topics|eventBuses)\}(?:\/\*)?$/;

test('no statement allows a service everything; what is named by a pattern can be narrowed', () => {
  for (const { Effect, Action, Resource } of statements) {
    if (Effect === 'Deny') continue;
    expect([Action].flat().join()).not.toContain('*');
    if (typeof Resource === 'string') expect(Resource).toMatch(NARROWED);
  }
});

describe('whatever tasks may do,', () => {
  const denied = statements.filter(({ Effect }) => Effect === 'Deny');

  function isDenied(action: string, resource: string): boolean {
    const [service = ''] = action.split(':');
    return denied.some(
      ({ Action, Resource }) =>
        [Action].flat().some((name) => name === action || name === `${service}:*`) &&
        JSON.stringify(Resource).includes(resource),
    );
  }

  test.each([
    ['call or read the functions', 'lambda:InvokeFunction', 'function:${self:service}-${sls:stage}-*'],
    ['list the functions, whose environment has the key', 'lambda:ListFunctions', '*'],
    ['read the key', 'secretsmanager:GetSecretValue', 'DeploymentKey'],
    ['read secrets of connections by a filter', 'secretsmanager:BatchGetSecretValue', '*'],
    ['change what the functions are deployed from', 's3:PutObject', 'ServerlessDeploymentBucket'],
    ['take messages that a turn gave up', 'sqs:ReceiveMessage', 'TurnDeadLetters'],
    ['take messages that a long turn gave up', 'sqs:ReceiveMessage', 'LongDeadLetters'],
  ])('they do not %s', (_, action, resource) => {
    expect(isDenied(action, resource)).toBe(true);
  });

  test('Stepyard itself does nothing that is denied everywhere', () => {
    const everywhere = denied.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    const own = statements.filter(({ Effect }) => Effect === 'Allow').flatMap(({ Action }) => Action);
    expect(everywhere).not.toHaveLength(0);
    expect(own.filter((action) => everywhere.includes(action))).toEqual([]);
  });
});

test('nothing names an account', () => {
  expect(text).not.toMatch(/\d{12}/);
});
