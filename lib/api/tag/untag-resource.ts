import { operation } from '../operation.ts';
import { arn, tagKeys } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { removeTags } from './tag-set.ts';
import { taggedResource } from './tagged-resource.ts';

/** Keys that the resource does not have are ignored. */
export const untagResource = operation(
  'UntagResource',
  { resourceArn: required(arn), tagKeys: required(tagKeys) },
  async (input, call) => {
    const resource = taggedResource(call, input.resourceArn);
    await resource.change((present) => removeTags(present, input.tagKeys));
    return {};
  },
);
