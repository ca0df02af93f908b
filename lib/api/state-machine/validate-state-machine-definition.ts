import { validateDefinition } from '../../asl/validate/validate-definition.ts';
import { operation } from '../operation.ts';
import { definition, stateMachineType } from '../shapes/named-shapes.ts';
import { integer, oneOf, required } from '../shapes/shape.ts';
import { examinedExpressions } from './examined-expressions.ts';

const DEFAULT_MAX_RESULTS = 100;

/** Warnings are answered only when they are asked for; they do not make a definition fail. */
export const validateStateMachineDefinition = operation(
  'ValidateStateMachineDefinition',
  {
    definition: required(definition),
    type: stateMachineType,
    severity: oneOf('ERROR', 'WARNING'),
    maxResults: integer(0, DEFAULT_MAX_RESULTS),
  },
  async (input) => {
    const examine = await examinedExpressions(input.definition);
    const { diagnostics } = validateDefinition(input.definition, input.type ?? 'STANDARD', examine);
    const wanted = diagnostics.filter(({ severity }) => severity === 'ERROR' || input.severity === 'WARNING');
    const limit = input.maxResults === undefined || input.maxResults === 0 ? DEFAULT_MAX_RESULTS : input.maxResults;
    return {
      result: diagnostics.some(({ severity }) => severity === 'ERROR') ? 'FAIL' : 'OK',
      diagnostics: wanted.slice(0, limit).map(({ severity, code, message, location }) => ({
        severity,
        code,
        message,
        location,
      })),
      truncated: wanted.length > limit,
    };
  },
);
