import type {
  DeleteItemCommandInput,
  GetItemCommandInput,
  PutItemCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { keepResponseHeaders } from '../response-headers.ts';
import { attributeValue } from './attribute-value.ts';
import { boolean, list, map, string, structure } from './parameter-shape.ts';
import type { OptimizedService } from './service.ts';

const attributes = map(attributeValue);

/** Of every action that changes an item. */
const CHANGE = {
  TableName: string,
  ConditionalOperator: string,
  ConditionExpression: string,
  Expected: map(
    structure({
      AttributeValueList: list(attributeValue),
      ComparisonOperator: string,
      Exists: boolean,
      Value: attributeValue,
    }),
  ),
  ExpressionAttributeNames: map(string),
  ExpressionAttributeValues: attributes,
  ReturnConsumedCapacity: string,
  ReturnItemCollectionMetrics: string,
  ReturnValues: string,
};

/**
 * No change is made twice: seconds later it may undo what somebody else has written in between, fail its own condition,
 * or count once more.
 */
export const DYNAMODB: OptimizedService = {
  name: 'DYNAMODB',
  errors: { prefix: 'DynamoDB', serviceName: 'AmazonDynamoDBv2', generic: 'DynamoDB.AmazonDynamoDBException' },
  target: 'TableName',
  actions: {
    getItem: {
      callClass: 'readOnly',
      parameters: structure(
        {
          TableName: string,
          Key: attributes,
          AttributesToGet: list(string),
          ConsistentRead: boolean,
          ExpressionAttributeNames: map(string),
          ProjectionExpression: string,
          ReturnConsumedCapacity: string,
        },
        ['TableName', 'Key'],
      ),
    },
    putItem: {
      callClass: 'atMostOnce',
      parameters: structure({ ...CHANGE, Item: attributes }, ['TableName', 'Item']),
    },
    updateItem: {
      callClass: 'atMostOnce',
      parameters: structure(
        {
          ...CHANGE,
          Key: attributes,
          AttributeUpdates: map(structure({ Action: string, Value: attributeValue })),
          UpdateExpression: string,
        },
        ['TableName', 'Key'],
      ),
    },
    deleteItem: {
      callClass: 'atMostOnce',
      parameters: structure({ ...CHANGE, Key: attributes }, ['TableName', 'Key']),
    },
  },
  async connect(configuration) {
    const sdk = await import('@aws-sdk/client-dynamodb');
    const client = new sdk.DynamoDBClient(configuration);
    return {
      headers: keepResponseHeaders(client, { connection: 'Connection' }),
      ServiceException: sdk.DynamoDBServiceException,
      send: {
        getItem: (input, options) => client.send(new sdk.GetItemCommand(input as GetItemCommandInput), options),
        putItem: (input, options) => client.send(new sdk.PutItemCommand(input as PutItemCommandInput), options),
        updateItem: (input, options) =>
          client.send(new sdk.UpdateItemCommand(input as UpdateItemCommandInput), options),
        deleteItem: (input, options) =>
          client.send(new sdk.DeleteItemCommand(input as DeleteItemCommandInput), options),
      },
    };
  },
};
