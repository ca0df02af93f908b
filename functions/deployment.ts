import { createDeployment } from '../lib/adapters/aws/deployment.ts';
import { logError } from './log.ts';

const { STEPYARD_STATUS_EVENT_BUS: statusEventBus = 'none' } = process.env;

/** Made once for each sandbox, from the environment that serverless.yml gives to every function. */
export const deployment = createDeployment({
  account: variable('STEPYARD_ACCOUNT'),
  region: variable('AWS_REGION'),
  tableName: variable('STEPYARD_TABLE'),
  turnQueueUrl: variable('STEPYARD_TURN_QUEUE_URL'),
  longQueueUrl: variable('STEPYARD_LONG_QUEUE_URL'),
  deploymentKey: variable('STEPYARD_KEY'),
  // The Lambda runtime has them all, where its NODE_PATH says.
  clientFolders: [process.cwd()],
  ...(process.env['STEPYARD_LIMITS'] === 'aws' && { limits: 'aws' }),
  ...(statusEventBus !== 'none' && { statusEventBus }),
  log: (entry) => logError({ ...entry }),
});

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set.`);
  return value;
}
