import type { QueryLanguage } from '../../../lib/asl/definition.ts';
import type { Json, JsonObject } from '../../../lib/asl/json.ts';
import type { Called } from './random-plan.ts';

export const RESOURCES: { readonly [C in Called]: string } = {
  function: 'arn:aws:lambda:eu-central-1:123456789012:function:Work',
  service: 'arn:aws:states:::lambda:invoke',
  callback: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  nested: 'arn:aws:states:::states:startExecution.sync:2',
  activity: 'arn:aws:states:eu-central-1:123456789012:activity:Work',
};

/** How states say the same things in either query language. `read` is the name of a variable. */
interface Fields {
  /** The value of Assign. */
  assign(name: string, read: string | undefined): JsonObject;
  pass(read: string | undefined, resultPath: string | null): JsonObject;
  wait(seconds: number): JsonObject;
  readonly fail: JsonObject;
  /** Part of a Choice rule: has a Task failed, or a Pass put something there? */
  readonly isMade: JsonObject;
  call(calls: Called, read: string | undefined): JsonObject;
  map(items: number, read: string | undefined): JsonObject;
  /** Part of a catcher. */
  readonly caught: JsonObject;
}

const CHILD = 'arn:aws:states:eu-central-1:123456789012:stateMachine:Child';

/** @param payload a template of what is sent with the call */
const parametersOf = (calls: Called, payload: JsonObject, token: JsonObject): JsonObject => {
  if (calls === 'nested') return { StateMachineArn: CHILD };
  if (calls === 'callback') return token;
  return calls === 'service' ? { FunctionName: 'Work', Payload: payload } : payload;
};

const pathOf = (read: string | undefined): JsonObject => (read === undefined ? {} : { 'read.$': `$${read}` });
const expressionOf = (read: string | undefined): JsonObject => (read === undefined ? {} : { read: `{% $${read} %}` });
const expression = (text: string): Json => `{% ${text} %}`;

export const fieldsIn: { readonly [L in QueryLanguage]: Fields } = {
  JSONPath: {
    assign: (name, read) => ({ [name]: { 'kept.$': '$', ...pathOf(read) } }),
    pass: (read, ResultPath) => ({
      Parameters: { 'seen.$': '$$.State.Name', 'input.$': '$', ...pathOf(read) },
      ResultPath,
    }),
    wait: (Seconds) => ({ Seconds }),
    fail: { Error: 'Broken', Cause: 'By chance' },
    isMade: { Variable: '$.made', IsPresent: true },
    call: (calls, read) => ({
      Parameters: parametersOf(
        calls,
        { 'input.$': '$', 'try.$': '$$.State.RetryCount', ...pathOf(read) },
        { 'MessageBody.$': '$$.Task.Token' },
      ),
    }),
    map: (items, read) => ({
      ItemsPath: `$$.Execution.Input.items[${items}]`,
      ItemSelector: { 'item.$': '$$.Map.Item.Value', 'outer.$': '$', ...pathOf(read) },
    }),
    caught: { ResultPath: '$.made' },
  },
  JSONata: {
    assign: (name, read) => ({ [name]: { kept: expression('$states.input'), ...expressionOf(read) } }),
    pass: (read) => ({
      Output: {
        seen: expression('$states.context.State.Name'),
        input: expression('$states.input'),
        ...expressionOf(read),
      },
    }),
    wait: (seconds) => ({ Seconds: expression(`${seconds} + $count([])`) }),
    fail: { Error: expression('"Bro" & "ken"'), Cause: 'By chance' },
    isMade: { Condition: expression('$exists($states.input.made)') },
    call: (calls, read) => ({
      Arguments: parametersOf(
        calls,
        {
          input: expression('$states.input'),
          try: expression('$states.context.State.RetryCount'),
          ...expressionOf(read),
        },
        { MessageBody: expression('$states.context.Task.Token') },
      ),
      Output: { made: expression('$states.result') },
    }),
    map: (items, read) => ({
      Items: expression(`[1..${items}]`),
      ItemSelector: {
        item: expression('$states.context.Map.Item.Value'),
        outer: expression('$states.input'),
        ...expressionOf(read),
      },
    }),
    caught: { Output: { made: expression('$states.errorOutput') } },
  },
};
