import type { CreateTableCommandInput, KeySchemaElement } from '@aws-sdk/client-dynamodb';

/** Executions of a state machine by status and start date. */
export const LISTING_INDEX = 'listing';
/** Executions that wait for a far timer, by due time. */
export const DUE_INDEX = 'due';
/** The attribute for the table's time to live, in seconds since the epoch. */
export const TTL_ATTRIBUTE = 'ttl';

function keys(partition: string, sort: string): KeySchemaElement[] {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];
}

/** The one table. `TimeToLiveSpecification` cannot be part of CreateTable; it is on `TTL_ATTRIBUTE`. */
export function tableDefinition(tableName: string): CreateTableCommandInput {
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'B' },
      { AttributeName: 'sk', AttributeType: 'B' },
      { AttributeName: 'lp', AttributeType: 'S' },
      { AttributeName: 'ls', AttributeType: 'S' },
      { AttributeName: 'dp', AttributeType: 'S' },
      { AttributeName: 'ds', AttributeType: 'S' },
    ],
    KeySchema: keys('pk', 'sk'),
    GlobalSecondaryIndexes: [
      { IndexName: LISTING_INDEX, KeySchema: keys('lp', 'ls'), Projection: { ProjectionType: 'KEYS_ONLY' } },
      { IndexName: DUE_INDEX, KeySchema: keys('dp', 'ds'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  };
}
