import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { Clock } from '../../ports/clock.ts';
import type { Ms } from '../../ports/execution-store.ts';
import { functionArn, type FunctionTarget } from '../tasks/lambda/function-target.ts';

const KEPT_MS = 300_000;
const MOST_KEPT = 1_000;

/** How long a function may run, in milliseconds; undefined when Lambda does not tell. */
export type FunctionTimeout = (target: FunctionTarget) => Promise<Ms | undefined>;

/** Asks Lambda for the configured time-outs of functions, and remembers them for five minutes. */
export function createFunctionTimeout(clock: Clock): FunctionTimeout {
  const clients = new Map<string, LambdaClient>();
  const kept = new Map<string, { readonly timeout: Promise<Ms | undefined>; readonly until: Ms }>();

  async function ask(target: FunctionTarget): Promise<Ms | undefined> {
    const client = clients.get(target.region) ?? new LambdaClient({ region: target.region });
    clients.set(target.region, client);
    const { qualifier } = target;
    const command = new GetFunctionConfigurationCommand({
      FunctionName: functionArn(target),
      ...(qualifier !== undefined && { Qualifier: qualifier }),
    });
    try {
      const { Timeout } = await client.send(command);
      return Timeout === undefined ? undefined : Timeout * 1_000;
    } catch {
      // Not allowed, not there, throttled: the call itself will say, in AWS's words.
      return undefined;
    }
  }

  return (target) => {
    const name = `${functionArn(target)}:${target.qualifier ?? ''}`;
    const known = kept.get(name);
    if (known && known.until > clock.now()) return known.timeout;
    kept.delete(name);
    const [oldest] = kept.keys();
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    const timeout = ask(target);
    kept.set(name, { timeout, until: clock.now() + KEPT_MS });
    return timeout;
  };
}
