import { createDynamoExecutionStore } from '../../../lib/adapters/dynamodb/execution-store.ts';
import { createDynamoResourceStore } from '../../../lib/adapters/dynamodb/resource-store.ts';
import { startLocalDynamo } from '../../support/servers/dynalite.ts';
import { describeExecutionStore } from './execution-store.contract.ts';
import { describeResourceStore } from './resource-store.contract.ts';

const now = () => 1_760_000_200_000;

describeExecutionStore('DynamoDB', async () => {
  const dynamo = await startLocalDynamo();
  return { store: createDynamoExecutionStore({ ...dynamo, now }), close: () => dynamo.close() };
});
describeResourceStore('DynamoDB', async () => {
  const dynamo = await startLocalDynamo();
  return { store: createDynamoResourceStore(dynamo), close: () => dynamo.close() };
});
