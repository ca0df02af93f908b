import { operation } from '../operation.ts';
import { arn } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { taggedResource } from './tagged-resource.ts';

export const listTagsForResource = operation(
  'ListTagsForResource',
  { resourceArn: required(arn) },
  async (input, call) => {
    const tags = await taggedResource(call, input.resourceArn).read();
    return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
  },
);
