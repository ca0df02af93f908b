import { expect, test } from 'vitest';
import { sdkCallClass } from '../../../../lib/adapters/tasks/aws-sdk/call-class.ts';

test.each([
  ['getObject', 'readOnly'],
  ['listSecrets', 'readOnly'],
  ['describeDBInstances', 'readOnly'],
  ['headObject', 'readOnly'],
  ['batchGetItem', 'readOnly'],
  ['transactGetItems', 'readOnly'],
  ['query', 'readOnly'],
  ['scan', 'readOnly'],
  ['lookupEvents', 'readOnly'],
  ['putObject', 'atMostOnce'],
  ['batchWriteItem', 'atMostOnce'],
  ['batchExecuteStatement', 'atMostOnce'],
  ['receiveMessage', 'atMostOnce'],
  ['startQuery', 'atMostOnce'],
  ['invoke', 'atMostOnce'],
  ['generateDataKey', 'atMostOnce'],
  ['queryAndDelete', 'atMostOnce'],
  ['listenToEvents', 'atMostOnce'],
])('a lost %s is treated as %s', (action, callClass) => {
  expect(sdkCallClass(action)).toBe(callClass);
});
