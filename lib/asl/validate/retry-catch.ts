import { ErrorName } from '../errors.ts';
import { isArray, isObject, type Json } from '../json.ts';
import { checkShape } from './check-shape.ts';
import { atField, atIndex, type Place, schemaError, wrongType } from './place.ts';
import type { Field, Shape } from './shape.ts';

const errorEquals: Field = { value: { is: 'listOf', item: { is: 'string' } } };
const comment: Field = { value: { is: 'string' } };

const RETRIER: Shape = {
  fields: {
    ErrorEquals: errorEquals,
    // 0 is accepted (measured on AWS), though the docs ask for a positive number.
    IntervalSeconds: { value: { is: 'integer', min: 0, max: 99_999_999 } },
    MaxAttempts: { value: { is: 'integer', min: 0, max: 99_999_999 } },
    BackoffRate: { value: { is: 'number', min: 1 } },
    MaxDelaySeconds: { value: { is: 'integer', min: 1, max: 31_622_400 } },
    JitterStrategy: { value: { is: 'oneOf', values: ['NONE', 'FULL'] } },
    Comment: comment,
  },
  required: ['ErrorEquals'],
  alternatives: [],
};

const CATCHER: Shape = {
  fields: {
    ErrorEquals: errorEquals,
    Next: { value: { is: 'string' } },
    ResultPath: { value: { is: 'resultPath', mayBeNull: true }, language: 'JSONPath' },
    Output: { value: { is: 'template' }, language: 'JSONata' },
    Assign: { value: { is: 'assignments' } },
    Comment: comment,
  },
  required: ['ErrorEquals', 'Next'],
  alternatives: [],
};

/** A state's Retry. An empty list is accepted. */
export function checkRetriers(retriers: readonly Json[], place: Place): void {
  checkHandlers(retriers, RETRIER, place);
}

/** A state's Catch. An empty list is accepted. */
export function checkCatchers(catchers: readonly Json[], place: Place): void {
  checkHandlers(catchers, CATCHER, place);
}

function checkHandlers(handlers: readonly Json[], shape: Shape, place: Place): void {
  handlers.forEach((handler, index) => {
    const at = atIndex(place, index);
    if (!isObject(handler)) {
      wrongType(at, 'Object');
      return;
    }
    checkShape(handler, shape, at);
    checkWildcard(handler.ErrorEquals, index === handlers.length - 1, atField(at, 'ErrorEquals'));
  });
}

/** States.ALL stands alone, and in the last retrier or catcher. Misspelt names are accepted (recorded). */
function checkWildcard(names: Json | undefined, isLast: boolean, place: Place): void {
  if (!isArray(names)) return;
  const index = names.indexOf(ErrorName.all);
  if (index < 0 || (isLast && names.length === 1)) return;
  schemaError(atIndex(place, index), 'States.ALL must appear alone and at end of list');
}
