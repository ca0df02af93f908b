import { arn, definition, name, sensitiveCause, sensitiveData, sensitiveError } from '../shapes/named-shapes.ts';
import { boolean, integer, oneOf, required, structure, type InputOf } from '../shapes/shape.ts';

/** What a request to TestState can say. */
export const members = {
  definition: required(definition),
  roleArn: arn,
  input: sensitiveData,
  inspectionLevel: oneOf('INFO', 'DEBUG', 'TRACE'),
  revealSecrets: boolean,
  variables: sensitiveData,
  stateName: name,
  mock: structure('MockInput', {
    result: sensitiveData,
    errorOutput: structure('MockErrorOutput', { error: sensitiveError, cause: sensitiveCause }),
    fieldValidationMode: oneOf('STRICT', 'PRESENT', 'NONE'),
  }),
  context: sensitiveData,
  stateConfiguration: structure('TestStateConfiguration', {
    retrierRetryCount: integer(0),
    errorCausedByState: name,
    mapIterationFailureCount: integer(0),
    mapItemReaderData: sensitiveData,
  }),
};

export type TestStateRequest = InputOf<typeof members>;
