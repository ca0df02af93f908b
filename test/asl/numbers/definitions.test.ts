import { describe, expect, test } from 'vitest';
import { withPlainFields } from '../../../lib/asl/definition-numbers.ts';
import { jsonText } from '../../../lib/asl/json-text/json-text.ts';
import { parseJson } from '../../../lib/asl/json-text/parse-json.ts';
import { findings } from '../validate/findings.ts';

const lambda = '"Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"}';

describe('the numbers of a definition', () => {
  test.each([
    '"TimeoutSeconds":60.0,"StartAt":"S","States":{"S":{"Type":"Succeed"}}',
    '"StartAt":"S","States":{"S":{"Type":"Wait","Seconds":1e1,"End":true}}',
    `"StartAt":"S","States":{"S":{"Type":"Task",${lambda},"TimeoutSeconds":5.0,"HeartbeatSeconds":1.0,"End":true}}`,
    `"StartAt":"S","States":{"S":{"Type":"Task",${lambda},"Retry":[{"ErrorEquals":["E"],"BackoffRate":2.0,"IntervalSeconds":1.0,"MaxAttempts":0.0,"MaxDelaySeconds":1e2}],"End":true}}`,
    '"StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":1.0,"Next":"T"},{"Variable":"$.a","NumericLessThan":1e400,"Next":"T"}]},"T":{"Type":"Succeed"}}',
    '"StartAt":"S","States":{"S":{"Type":"Pass","Result":12345678901234567890,"End":true}}',
  ])('may be written in any way: {%s}', (members) => {
    expect(findings(`{${members}}`)).toEqual([]);
  });

  test.each([
    ['"Type":"Wait","Seconds":1.5', 'Expected value of type Integer at /States/S/Seconds'],
    ['"Type":"Wait","Seconds":1e400', 'Expected value of type Integer at /States/S/Seconds'],
    [
      `"Type":"Task",${lambda},"Retry":[{"ErrorEquals":["E"],"BackoffRate":1e400}]`,
      'Expected value of type Number at /States/S/Retry[0]/BackoffRate',
    ],
    [
      `"Type":"Task",${lambda},"Retry":[{"ErrorEquals":["E"],"BackoffRate":0.50}]`,
      'Minimum value is 1 at /States/S/Retry[0]/BackoffRate',
    ],
  ])('are checked by their value: {%s}', (state, failure) => {
    expect(findings(`{"StartAt":"S","States":{"S":{${state},"End":true}}}`)).toEqual([
      `SCHEMA_VALIDATION_FAILED: ${failure}`,
    ]);
  });

  test.each([
    ['{"TimeoutSeconds":60.0}', '{"TimeoutSeconds":60}'],
    ['{"States":{"S":{"Seconds":1.0,"Result":1.0}}}', '{"States":{"S":{"Seconds":1,"Result":1.0}}}'],
    ['{"States":{"Result":{"Seconds":1.0}}}', '{"States":{"Result":{"Seconds":1}}}'],
    [
      '{"Choices":[{"NumericEquals":1.0,"Assign":{"a":1.0}}]}',
      '{"Choices":[{"NumericEquals":1.0,"Assign":{"a":1.0}}]}',
    ],
    [
      '{"ItemBatcher":{"MaxItemsPerBatch":1.0,"BatchInput":1.0}}',
      '{"ItemBatcher":{"MaxItemsPerBatch":1,"BatchInput":1.0}}',
    ],
    [
      '{"Branches":[{"States":{"Output":{"MaxConcurrency":1.0,"Output":{"States":1.0}}}}]}',
      '{"Branches":[{"States":{"Output":{"MaxConcurrency":1,"Output":{"States":1.0}}}}]}',
    ],
    ['{"__proto__":{"a":1.0}}', '{"__proto__":{"a":1}}'],
  ])('stay as they are where they are data: %s', (definition, read) => {
    expect(jsonText(withPlainFields(parseJson(definition)))).toBe(read);
  });
});
