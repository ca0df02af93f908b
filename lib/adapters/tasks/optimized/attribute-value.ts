import { blob, boolean, list, map, type ParameterShape, string } from './parameter-shape.ts';

/** A typed value of DynamoDB, such as `{"S": "text"}`. Lists and maps contain values again. */
export const attributeValue: ParameterShape = {
  type: 'structure',
  required: [],
  get members() {
    return {
      S: string,
      N: string,
      B: blob,
      SS: list(string),
      NS: list(string),
      BS: list(blob),
      M: map(attributeValue),
      L: list(attributeValue),
      NULL: boolean,
      BOOL: boolean,
    };
  },
};
