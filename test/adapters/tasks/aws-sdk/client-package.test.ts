import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { clientPackage, findClientPackage } from '../../../../lib/adapters/tasks/aws-sdk/client-package.ts';

test.each([
  ['rds', '@aws-sdk/client-rds'],
  ['s3', '@aws-sdk/client-s3'],
  ['secretsmanager', '@aws-sdk/client-secrets-manager'],
  ['cloudwatchlogs', '@aws-sdk/client-cloudwatch-logs'],
  ['cognitoidentityprovider', '@aws-sdk/client-cognito-identity-provider'],
  ['elasticloadbalancingv2', '@aws-sdk/client-elastic-load-balancing-v2'],
  ['config', '@aws-sdk/client-config-service'],
  ['databasemigration', '@aws-sdk/client-database-migration-service'],
  ['machinelearning', '@aws-sdk/client-machine-learning'],
  ['cloudwatchevents', '@aws-sdk/client-cloudwatch-events'],
  ['globalaccelerator', '@aws-sdk/client-global-accelerator'],
  ['iotdataplane', '@aws-sdk/client-iot-data-plane'],
  ['mediastoredata', '@aws-sdk/client-mediastore-data'],
  ['bedrockagentcorecontrol', '@aws-sdk/client-bedrock-agentcore-control'],
  ['lexruntime', '@aws-sdk/client-lex-runtime-service'],
  ['lexruntimev2', '@aws-sdk/client-lex-runtime-v2'],
])('the client of %s is %s', (service, name) => {
  expect(clientPackage(service)).toBe(name);
});

const root = mkdtempSync(join(tmpdir(), 'stepyard-clients-'));
afterAll(() => rmSync(root, { recursive: true }));
const install = (folder: string, name: string): string => {
  const path = join(root, folder, 'node_modules', '@aws-sdk', name);
  mkdirSync(path, { recursive: true });
  return path;
};

test('a client is found in the first folder that has it, and in the folders above', () => {
  const own = install('own', 'client-s3');
  const project = install('project', 'client-s3');
  const logs = install('project', 'client-cloudwatch-logs');
  const folders = [join(root, 'own', 'lib'), join(root, 'project', 'src')];
  expect(findClientPackage('s3', folders)).toBe(own);
  expect(findClientPackage('s3', folders.toReversed())).toBe(project);
  expect(findClientPackage('cloudwatchlogs', folders)).toBe(logs);
  expect(findClientPackage('cloudwatch', folders)).toBeUndefined();
  expect(findClientPackage('s3', [])).toBeUndefined();
});

test('a client of a service that came after us is found, hyphens or not', () => {
  const path = install('later', 'client-brand-new-thing');
  expect(findClientPackage('brandnewthing', [join(root, 'later')])).toBe(path);
});
