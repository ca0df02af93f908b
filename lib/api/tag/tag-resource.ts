import { operation } from '../operation.ts';
import { arn, tags } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { addTags } from './tag-set.ts';
import { taggedResource } from './tagged-resource.ts';

export const tagResource = operation(
  'TagResource',
  { resourceArn: required(arn), tags: required(tags) },
  async (input, call) => {
    const resource = taggedResource(call, input.resourceArn);
    await resource.change((present) => addTags(input.resourceArn, present, input.tags));
    return {};
  },
);
