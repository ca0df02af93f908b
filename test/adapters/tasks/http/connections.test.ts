import { DescribeConnectionCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { configuredConnections } from '../../../../lib/adapters/tasks/http/configured-connections.ts';
import { NO_PARAMETERS } from '../../../../lib/adapters/tasks/http/connection.ts';

const ARN = 'arn:aws:events:eu-west-1:123456789012:connection/api/0f';
const services = { eventBridge: {}, secretsManager: {} };
const own = { ...NO_PARAMETERS, authorization: { type: 'BASIC', username: 'u', password: 'p' } } as const;

test('connections of stepyard.yml come first', async () => {
  expect(await configuredConnections({ connections: { api: own }, services })(ARN)).toBe(own);
});

test('a connection that is nowhere is not found, and the failure says what to do', async () => {
  expect(await configuredConnections({})(ARN)).toEqual({
    error: 'Events.ConnectionResource.ResourceNotFound',
    cause: expect.stringContaining("no connection 'api'. Put it into stepyard.yml") as string,
  });
});

describe('a connection of EventBridge', () => {
  const events = mockClient(EventBridgeClient);
  const secrets = mockClient(SecretsManagerClient);
  const find = (secret: object) => {
    events.on(DescribeConnectionCommand, { Name: 'api' }).resolves({ SecretArn: 's', ConnectionState: 'AUTHORIZED' });
    secrets.on(GetSecretValueCommand, { SecretId: 's' }).resolves({ SecretString: JSON.stringify(secret) });
    return configuredConnections({ services })(ARN);
  };
  beforeEach(() => {
    events.reset();
    secrets.reset();
  });

  test.each([
    ['BASIC', { username: 'u', password: 'p' }, own.authorization],
    ['API_KEY', { api_key_name: 'n', api_key_value: 'v' }, { type: 'API_KEY', name: 'n', value: 'v' }],
    [
      'OAUTH_CLIENT_CREDENTIALS',
      { client_id: 'i', client_secret: 's', authorization_endpoint: 'https://a/t', http_method: 'GET' },
      {
        type: 'OAUTH_CLIENT_CREDENTIALS',
        clientId: 'i',
        clientSecret: 's',
        authorizationEndpoint: 'https://a/t',
        method: 'GET',
        parameters: NO_PARAMETERS,
      },
    ],
  ])('authorizes by %s', async (_, secret, authorization) => {
    expect(await find(secret)).toEqual({ ...NO_PARAMETERS, authorization });
  });

  test('adds its parameters', async () => {
    const headers = [{ key: 'h', value: '1' }];
    expect(
      await find({ username: 'u', password: 'p', invocation_http_parameters: { header_parameters: headers } }),
    ).toMatchObject({ headers });
  });

  test('that is not authorized cannot be used', async () => {
    events.on(DescribeConnectionCommand).resolves({ ConnectionState: 'DEAUTHORIZED' });
    expect(await configuredConnections({ services })(ARN)).toMatchObject({
      error: 'Events.ConnectionResource.InvalidConnectionState',
    });
  });

  test('whose secret is no JSON fails without quoting it', async () => {
    await find({});
    secrets.on(GetSecretValueCommand).resolves({ SecretString: 'hush hush' });
    expect(await configuredConnections({ services })(ARN)).toEqual({
      error: 'Events.ConnectionResource.InternalError',
      cause: 'The secret of the connection is of an unknown form.',
    });
  });

  test.each([
    ['ResourceNotFoundException', 'ResourceNotFound'],
    ['AccessDeniedException', 'AccessDenied'],
    ['InternalException', 'InternalError'],
  ])('%s of EventBridge is %s of the task', async (name, reason) => {
    events.on(DescribeConnectionCommand).rejects(Object.assign(new Error('No.'), { name }));
    expect(await configuredConnections({ services })(ARN)).toEqual({
      error: `Events.ConnectionResource.${reason}`,
      cause: 'No.',
    });
  });
});
