import { describe, expect, test } from 'vitest';
import { namesOwnResource } from '../../../lib/adapters/tasks/own-resources.ts';

const OWN = ['stepyard-dev-Table-1', 'events!connection/'];

describe('closed to tasks is what is called', () => {
  test.each([
    ['by its name', { TableName: 'stepyard-dev-Table-1' }],
    ['by its ARN', { TableName: 'arn:aws:dynamodb:us-east-1:123456789012:table/stepyard-dev-Table-1/index/due' }],
    ['in the name of a member', { RequestItems: { 'stepyard-dev-Table-1': { Keys: [] } } }],
    ['deep in a list', { TransactItems: [{ Get: { TableName: 'stepyard-dev-Table-1' } }] }],
    ['in a statement', { Statement: 'SELECT * FROM "stepyard-dev-Table-1"' }],
    ['with a character escaped', { SecretId: 'events%21connection/orders' }],
    ['with all characters escaped', 'stepyard-dev-Table-1'.replaceAll(/./g, (c) => `%${c.charCodeAt(0).toString(16)}`)],
    ['with a character escaped twice', 'stepyard%252ddev-Table-1'],
    ['with a character escaped three times', 'stepyard%25252Ddev-Table-1'],
    ['beside escaped bytes that are no text', 'https://sqs/%ff%73tepyard-dev-Table-1%ff'],
  ])('%s', (_, parameters) => {
    expect(namesOwnResource(parameters, OWN)).toBe(true);
  });
});

test.each([
  ['another name', { TableName: 'workflows-orders' }],
  ['an escape that is none', { QueueUrl: '%zz%%%2' }],
  ['nothing', null],
])('%s is not closed', (_, parameters) => {
  expect(namesOwnResource(parameters, OWN)).toBe(false);
});

test('where nothing is closed, nothing is', () => {
  expect(namesOwnResource({ TableName: 'stepyard-dev-Table-1' }, [])).toBe(false);
});
