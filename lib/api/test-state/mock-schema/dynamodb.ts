import { boolean, list, map, number, string, stringOf, structure, type OutputShape } from './output-shape.ts';

/** Attribute values contain attribute values. */
const attributeValue: OutputShape = {
  type: 'structure',
  required: [],
  get members() {
    return {
      S: string,
      N: string,
      B: string,
      SS: list(string),
      NS: list(string),
      BS: list(string),
      M: map(attributeValue),
      L: list(attributeValue),
      NULL: boolean,
      BOOL: boolean,
    };
  },
};

const units = { ReadCapacityUnits: number, WriteCapacityUnits: number, CapacityUnits: number };

const ConsumedCapacity = structure({
  TableName: stringOf(1, 1024),
  ...units,
  Table: structure(units),
  LocalSecondaryIndexes: map(structure(units)),
  GlobalSecondaryIndexes: map(structure(units)),
});

const changed = structure({
  Attributes: map(attributeValue),
  ConsumedCapacity,
  ItemCollectionMetrics: structure({
    ItemCollectionKey: map(attributeValue),
    SizeEstimateRangeGB: list(number),
  }),
});

export const DYNAMODB = {
  getItem: structure({ Item: map(attributeValue), ConsumedCapacity }),
  putItem: changed,
  updateItem: changed,
  deleteItem: changed,
};
