import { isObject, type Json } from '../../asl/json.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ms } from '../../ports/execution-store.ts';
import type { Queue } from '../../ports/queue.ts';
import type { ScheduledCall, TaskRunner } from '../../ports/task-runner.ts';
import { parseFunctionTarget } from '../tasks/lambda/function-target.ts';
import { parseTaskResource } from '../tasks/task-resource.ts';
import type { FunctionTimeout } from './function-timeout.ts';

/** Calls up to here are made by the function `turn`, which has 120 seconds; longer ones by `long`, which has 900. */
const TURN_CALL_MS = 100_000;
/** The most that a turn which has just begun in `long` can promise. */
const LONGEST_MS = 850_000;
/** Some services only take something over. */
const SHORT_MS = 20_000;
/** Others have a minute to answer: APIs, anything that is called through the AWS SDK, services with jobs. */
const MINUTE_MS = 70_000;

const HAS_A_MINUTE = /^arn:[^:]+:states:::(?!(?:dynamodb|events|sns|sqs|states):)/;

export interface Lanes {
  readonly turn: Queue;
  readonly long: Queue;
  readonly functionTimeout: FunctionTimeout;
  readonly clock: Clock;
}

/** Tasks and queue as one turn may use them. */
export interface LaneTurn {
  readonly tasks: TaskRunner;
  readonly queue: Queue;
}

/**
 * Keeps a turn from making calls that may outlive it: it would be killed, and the call lost. Such calls stay scheduled,
 * and the wake that the turn sends for them goes to the queue of a function that has time enough.
 * A function that Lambda tells nothing about may take as long as any.
 * @param deadline milliseconds since the epoch, the hard end of the turn
 */
export function laneTurn(tasks: TaskRunner, lanes: Lanes, deadline: Ms): LaneTurn {
  const { clock, functionTimeout } = lanes;
  /** Executions of this turn that have to go on in the long lane. */
  const goLong = new Set<string>();

  async function longest(executionArn: string, { resource, parameters, due }: ScheduledCall): Promise<Ms> {
    const name = functionName(resource, parameters);
    if (name === undefined) return HAS_A_MINUTE.test(resource) ? MINUTE_MS : SHORT_MS;
    const target = parseFunctionTarget(name, executionArn);
    const configured = (target && (await functionTimeout(target))) ?? LONGEST_MS;
    return Math.min(configured, due === undefined ? Infinity : due - clock.now(), LONGEST_MS);
  }

  return {
    queue: {
      ...lanes.turn,
      send: (message, delayMs) => (goLong.has(message.executionArn) ? lanes.long : lanes.turn).send(message, delayMs),
    },
    tasks: {
      ...tasks,
      async tooLong(executionArn, calls) {
        goLong.delete(executionArn);
        const left = new Set<number>();
        for (const call of calls) {
          const duration = await longest(executionArn, call);
          if (duration <= deadline - clock.now()) continue;
          left.add(call.pend);
          if (duration > TURN_CALL_MS) goLong.add(executionArn);
        }
        return left;
      },
    },
  };
}

/** The function that a call invokes, as it is named there; `''` when that is not known, undefined when it invokes none. */
function functionName(resource: string, parameters: string | undefined): string | undefined {
  const parsed = parseTaskResource(resource);
  if (parsed?.kind === 'lambdaFunction') return parsed.arn;
  if (parsed?.kind !== 'integration' || parsed.service !== 'lambda') return undefined;
  const value = parameters === undefined ? undefined : (JSON.parse(parameters) as Json);
  return isObject(value) && typeof value.FunctionName === 'string' ? value.FunctionName : '';
}
