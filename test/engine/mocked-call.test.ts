import { expect, test } from 'vitest';
import type { EngineContext } from '../../lib/engine/context.ts';
import type { LoadedExecution } from '../../lib/engine/loaded-execution.ts';
import { mockedCall } from '../../lib/engine/mocked-call.ts';
import { Payload } from '../../lib/asl/payload.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:123456789012:function:F';
const INVOKE = 'arn:aws:states:::lambda:invoke';
const ANSWER = '{"StatusCode":200,"Payload":{"a":1.0}}';

test.each([
  ['the Payload for a Task with the ARN of a function', FUNCTION, ANSWER, '{"a":1.0}'],
  ['all of it for lambda:invoke', INVOKE, ANSWER, ANSWER],
  ['all of it where it is no answer of Invoke', FUNCTION, '{"Payload":1}', '{"Payload":1}'],
])('what a test case returns is %s', (_, resource, output, result) => {
  const context = { mocks: { has: () => true, respond: () => ({ output }) } } as unknown as EngineContext;
  const loaded = {
    execution: { record: { mockCase: 'Happy' } },
    snapshot: { frames: new Map([[1, { state: 'S' }]]) },
  } as unknown as LoadedExecution;
  const call = { resource, parameters: Payload.ofText('{}'), scheduledAt: 0 };
  const pend = { id: 1, frame: 1, attempt: 0, kind: 'task', status: 'running', call } as const;
  expect(mockedCall(context, loaded, pend)).toEqual([{ type: 'succeeded', pend: 1, attempt: 0, output: result }]);
});
