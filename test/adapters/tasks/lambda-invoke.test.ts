import { describe, expect, test } from 'vitest';
import type { Invocation, Invoked } from '../../../lib/adapters/tasks/lambda/invocation.ts';
import { lambdaFunctionTask } from '../../../lib/adapters/tasks/lambda/function-task.ts';
import { lambdaInvoke } from '../../../lib/adapters/tasks/lambda/invoke.ts';
import type { Json } from '../../../lib/asl/json.ts';
import type { TaskOutcome } from '../../../lib/ports/task-runner.ts';
import { functionArnOf, LAMBDA_INVOKE, never, taskRequest } from './task-request.ts';

const ANSWER: Invoked = {
  statusCode: 200,
  requestId: 'id-1',
  headers: { 'Content-Type': 'application/json' },
  executedVersion: '$LATEST',
  payload: '{ "a": 0.0 }',
};

function answering(invoked: Partial<Invoked>) {
  const seen: Invocation[] = [];
  const invoke = async (invocation: Invocation) => {
    seen.push(invocation);
    return { ...ANSWER, ...invoked };
  };
  return { seen, invoke };
}

const outputOf = (outcome: TaskOutcome) => ('output' in outcome ? (JSON.parse(outcome.output) as Json) : outcome);

describe('lambda:invoke', () => {
  test('answers with the members that AWS gives, in its order', async () => {
    const outcome = await lambdaInvoke(answering({}).invoke).call(
      taskRequest(LAMBDA_INVOKE, { FunctionName: 'f' }),
      never(),
    );
    expect(outcome).toEqual({
      output:
        '{"ExecutedVersion":"$LATEST","Payload":{"a":0.0},' +
        '"SdkHttpMetadata":{"AllHttpHeaders":{"Content-Type":["application/json"]},' +
        '"HttpHeaders":{"Content-Type":"application/json"},"HttpStatusCode":200},' +
        '"SdkResponseMetadata":{"RequestId":"id-1"},"StatusCode":200}',
    });
  });

  test.each([
    ['no payload is an empty object', {}, '{}'],
    ['null is no payload', { Payload: null }, '{}'],
    ['a text is the payload itself', { Payload: '"x"' }, '"x"'],
    ['a text that looks like a number is one', { Payload: '0' }, '0'],
    ['a number is sent as JSON', { Payload: 0 }, '0'],
    ['false is sent as JSON', { Payload: false }, 'false'],
    ['an object is sent as JSON', { Payload: { a: [1] } }, '{"a":[1]}'],
  ])('%s', async (_, parameters, payload) => {
    const { seen, invoke } = answering({});
    await lambdaInvoke(invoke).call(taskRequest(LAMBDA_INVOKE, { FunctionName: 'f', ...parameters }), never());
    expect(seen[0]?.payload).toBe(payload);
  });

  test.each(['1.0', '12345678901234567890', '1e400'])('the function gets %s as it was written', async (number) => {
    const { seen, invoke } = answering({});
    const request = taskRequest(LAMBDA_INVOKE, {});
    await lambdaInvoke(invoke).call(
      { ...request, parameters: `{"FunctionName":"f","Payload":{"n":${number}}}` },
      never(),
    );
    expect(seen[0]?.payload).toBe(`{"n":${number}}`);
  });

  test('passes on qualifier, log type and client context', async () => {
    const { seen, invoke } = answering({});
    const parameters = {
      FunctionName: 'f:old',
      Qualifier: '3',
      LogType: 'Tail',
      ClientContext: 'e30=',
      InvocationType: 'Event',
    };
    await lambdaInvoke(invoke).call(taskRequest(LAMBDA_INVOKE, parameters), never());
    expect(seen[0]).toMatchObject({
      target: { name: 'f', qualifier: '3', region: 'eu-west-1', account: '111122223333' },
      tail: true,
      clientContext: 'e30=',
      invocationType: 'Event',
    });
  });

  test('an answer without payload has no Payload', async () => {
    const event = async () => ({ statusCode: 202, requestId: 'id-1', headers: {} });
    const outcome = await lambdaInvoke(event).call(taskRequest(LAMBDA_INVOKE, { FunctionName: 'f' }), never());
    expect(Object.keys(outputOf(outcome) as object)).toEqual(['SdkHttpMetadata', 'SdkResponseMetadata', 'StatusCode']);
  });

  test.each([
    ['{}', "The field 'FunctionName' is required but was missing"],
    ['{"FunctionName":null}', "The field 'FunctionName' is required but was missing"],
    ['{"FunctionName":"f","TaskToken":"t"}', 'The field "TaskToken" is not supported by Step Functions'],
    ['{"FunctionName":1}', "The value of the field 'FunctionName' has an invalid format"],
    ['{"FunctionName":"f","Qualifier":2}', "The value of the field 'Qualifier' has an invalid format"],
  ])('refuses the parameters %s', async (parameters, problem) => {
    const request = { ...taskRequest(LAMBDA_INVOKE, null), parameters };
    expect(await lambdaInvoke(answering({}).invoke).call(request, never())).toEqual({
      error: 'States.Runtime',
      cause: `The Parameters '${parameters}' could not be used to start the Task: [${problem}]`,
    });
  });

  test.each([
    [
      { FunctionName: 'f', InvocationType: 'Later' },
      /Value 'Later' at 'invocationType' .*\[Event, RequestResponse, DryRun\]/,
    ],
    [{ FunctionName: 'not a name' }, /Value 'not a name' at 'functionName'/],
  ])('fails with what Lambda says of %j', async (parameters, cause) => {
    const outcome = await lambdaInvoke(answering({}).invoke).call(taskRequest(LAMBDA_INVOKE, parameters), never());
    expect(outcome).toEqual({ error: 'Lambda.AWSLambdaException', cause: expect.stringMatching(cause) });
    expect(outcome).toEqual({
      error: 'Lambda.AWSLambdaException',
      cause: expect.stringMatching(
        /\(Service: AWSLambda; Status Code: 400; Error Code: ValidationException; .*Proxy: null\)$/,
      ),
    });
  });
});

describe('a function that fails', () => {
  const failing = [
    ['is named after its errorType', '{ "errorType": "TypeError", "errorMessage": "x" }', 'TypeError'],
    ['without errorType is Lambda.Unknown', '{ "errorMessage": "x" }', 'Lambda.Unknown'],
    ['with an empty errorType is Lambda.Unknown', '{ "errorType": "" }', 'Lambda.Unknown'],
    ['with a text is Lambda.Unknown', '"x"', 'Lambda.Unknown'],
  ] as const;

  test.each(failing)('%s; lambda:invoke writes its payload compactly', async (_, payload, error) => {
    const { invoke } = answering({ functionError: 'Unhandled', payload });
    const outcome = await lambdaInvoke(invoke).call(taskRequest(LAMBDA_INVOKE, { FunctionName: 'f' }), never());
    expect(outcome).toEqual({ error, cause: JSON.stringify(JSON.parse(payload)) });
  });

  test.each(failing)('%s; a function as Resource keeps the text of its payload', async (_, payload, error) => {
    const { invoke } = answering({ functionError: 'Unhandled', payload });
    expect(await lambdaFunctionTask(invoke).call(taskRequest(functionArnOf('f'), {}), never())).toEqual({
      error,
      cause: payload,
    });
  });
});

describe('a function as Resource', () => {
  test.each([
    ['the payload is the output, as the function wrote it', '{ "a": 0.0 }', '{ "a": 0.0 }'],
    ['no payload is null', '', 'null'],
  ])('%s', async (_, payload, output) => {
    const { invoke } = answering({ payload });
    expect(await lambdaFunctionTask(invoke).call(taskRequest(functionArnOf('f'), {}), never())).toEqual({ output });
  });

  test('gets the whole input as its payload', async () => {
    const { seen, invoke } = answering({});
    const input = { FunctionName: 'other', Payload: 1 };
    await lambdaFunctionTask(invoke).call(taskRequest(functionArnOf('f:live'), input), never());
    expect(seen[0]).toMatchObject({ payload: JSON.stringify(input), target: { name: 'f', qualifier: 'live' } });
  });

  test('an answer that is not JSON fails instead of passing for data', async () => {
    const { invoke } = answering({ payload: '<html>' });
    const outcome = await lambdaFunctionTask(invoke).call(taskRequest(functionArnOf('f'), {}), never());
    expect(outcome).toEqual({ error: 'Lambda.Unknown', cause: '<html>' });
  });
});
