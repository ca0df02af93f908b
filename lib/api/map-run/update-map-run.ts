import { validation } from '../errors.ts';
import { operation } from '../operation.ts';
import { longArn } from '../shapes/named-shapes.ts';
import { float, integer, long, required } from '../shapes/shape.ts';
import { findMapRun } from './find-map-run.ts';

/** Holds for child executions that are still to be started. The words of the errors are a guess. */
export const updateMapRun = operation(
  'UpdateMapRun',
  {
    mapRunArn: required(longArn),
    maxConcurrency: integer(0),
    toleratedFailurePercentage: float(0, 100),
    toleratedFailureCount: long(0),
  },
  async (input, call) => {
    const { mapRunArn, ...settings } = input;
    await findMapRun(call, mapRunArn);
    if (Object.keys(settings).length === 0) {
      throw validation(
        'At least one of maxConcurrency, toleratedFailureCount or toleratedFailurePercentage is required',
        'MISSING_REQUIRED_PARAMETER',
      );
    }
    if (!(await call.context.engine.updateMapRun(mapRunArn, settings))) {
      throw validation('A Map Run that has completed cannot be updated', 'CANNOT_UPDATE_COMPLETED_MAP_RUN');
    }
    return {};
  },
);
