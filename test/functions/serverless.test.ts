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
    if (Effect === 'Allow') expect([Action].flat().join()).not.toContain('*');
    if (typeof Resource === 'string') expect(Resource).toMatch(NARROWED);
  }
});

test('whatever tasks may do, they come neither at the functions nor at the key', () => {
  const denied = statements.filter(({ Effect }) => Effect === 'Deny');
  expect(denied.map(({ Action }) => Action)).toEqual(['lambda:*', 'secretsmanager:*']);
  expect(denied[1]?.Resource).toEqual({ Ref: 'DeploymentKey' });
});

test('nothing names an account', () => {
  expect(text).not.toMatch(/\d{12}/);
});
