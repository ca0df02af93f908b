import type { Integration } from '../integration.ts';
import { connectionFailure, LAMBDA_ERRORS } from '../service-error.ts';
import { answeredValue, functionFailure } from './function-outcome.ts';
import { parseFunctionTarget } from './function-target.ts';
import type { InvokeFunction } from './invocation.ts';
import { LOST_CALL } from './lost-call.ts';

/** A Task whose Resource is a function's ARN: the input is the payload, the payload of the answer is the output. */
export function lambdaFunctionTask(invoke: InvokeFunction): Integration {
  return {
    callClass: 'atMostOnce',
    lostError: LOST_CALL,
    async call({ resource, parameters, executionArn }, signal) {
      const target = parseFunctionTarget(resource, executionArn);
      if (!target) return connectionFailure(LAMBDA_ERRORS, `'${resource}' is not the ARN of a function`);
      const invocation = { target, payload: parameters, invocationType: 'RequestResponse', tail: false } as const;
      const invoked = await invoke(invocation, signal);
      if ('error' in invoked) return invoked;
      if (invoked.functionError !== undefined) return functionFailure(invoked, 'verbatim');
      const { payload = '' } = invoked;
      const answer = answeredValue(payload);
      return 'error' in answer ? answer : { output: payload === '' ? 'null' : payload };
    },
  };
}
