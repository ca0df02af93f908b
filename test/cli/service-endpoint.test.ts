import { expect, test } from 'vitest';
import { checkServiceEndpoints, serviceEndpoint } from '../../lib/cli/service-endpoint.ts';

const any = { accessKeyId: 'test', secretAccessKey: 'test' };

test.each([
  ['a laptop calls nobody’s account', {}, undefined],
  ['an empty variable is none', { AWS_ENDPOINT_URL_LAMBDA: '' }, undefined],
  ['the service of Lambda', { AWS_ENDPOINT_URL_LAMBDA: 'http://l' }, { endpoint: 'http://l', credentials: any }],
  ['the endpoint of all services', { AWS_ENDPOINT_URL: 'http://all' }, { endpoint: 'http://all', credentials: any }],
  [
    'Lambda’s own comes first',
    { AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_LAMBDA: 'http://l' },
    { endpoint: 'http://l', credentials: any },
  ],
  [
    'the variable of Step Functions Local comes after that of the SDKs',
    { LAMBDA_ENDPOINT: 'http://local', AWS_ENDPOINT_URL_LAMBDA: 'http://l' },
    { endpoint: 'http://l', credentials: any },
  ],
  [
    'and before that of all services',
    { LAMBDA_ENDPOINT: 'http://local', AWS_ENDPOINT_URL: 'http://all' },
    { endpoint: 'http://local', credentials: any },
  ],
  ['an empty one of the SDKs is an answer', { LAMBDA_ENDPOINT: 'http://l', AWS_ENDPOINT_URL_LAMBDA: '' }, undefined],
  ['an empty one of Step Functions Local is none', { LAMBDA_ENDPOINT: '' }, undefined],
  [
    'credentials that are there are used',
    { AWS_ENDPOINT_URL: 'http://all', AWS_ACCESS_KEY_ID: 'mine' },
    { endpoint: 'http://all' },
  ],
])('%s', (_, environment, expected) => {
  expect(serviceEndpoint('LAMBDA', environment)).toEqual(expected);
});

test('each service has its own variable', () => {
  const environment = {
    AWS_ENDPOINT_URL_LAMBDA: 'http://l',
    AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: 'http://c',
    AWS_ENDPOINT_URL_S3: 'http://s',
  };
  expect(serviceEndpoint('CLOUDWATCH_LOGS', environment)).toEqual({ endpoint: 'http://c', credentials: any });
  expect(serviceEndpoint('S3', environment)).toEqual({ endpoint: 'http://s', credentials: any });
});

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_SQS', 'LAMBDA_ENDPOINT'])('%s has to be a URL', (variable) => {
  expect(() => checkServiceEndpoints({ [variable]: 'localhost:3001' })).toThrow(
    `${variable} must be a URL that starts with http:// or https://, not 'localhost:3001'`,
  );
  for (const value of ['', 'http://localhost:3001']) checkServiceEndpoints({ [variable]: value, OTHER: 'x' });
});
