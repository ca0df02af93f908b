import { parseLogGroupArn } from '../../api/arn/log-group-arn.ts';
import type { Clock } from '../../ports/clock.ts';
import type { ExecutionLog, LogDestination, LogLine } from '../../ports/execution-log.ts';
import { batchesOf } from './batches.ts';

/** Delivers one batch; rejects when it did not arrive. */
export type DeliverLines = (destination: LogDestination, batch: readonly LogLine[]) => Promise<void>;

export interface LogBufferOptions {
  deliver: DeliverLines;
  readonly clock: Clock;
  /** Takes a line for the operator. */
  readonly report: (line: string) => void;
}

/** Lines of a moment travel together. */
const GATHER_MS = 200;
/** Characters that wait at most; what comes on top of them is lost. */
const MAX_WAITING = 16 * 1024 * 1024;
/** While entries go on being lost, this is told once a minute. */
const REPORT_EVERY_MS = 60_000;

interface Waiting {
  readonly destination: LogDestination;
  readonly lines: LogLine[];
}

/** Lost lines of a log group that nobody has been told of. */
interface Losses {
  count: number;
  reportedAt: number;
}

/** Holds lines until they are delivered, several at a time and a limited number of them. What is lost is reported. */
export function createLogBuffer({ deliver, clock, report }: LogBufferOptions): ExecutionLog {
  const waiting = new Map<string, Waiting>();
  const losses = new Map<string, Losses>();
  let held = 0;
  let hurry = new AbortController();
  let delivery: Promise<void> | undefined;

  function append(destination: LogDestination, lines: readonly LogLine[]): void {
    const key = `${destination.logGroupArn} ${destination.stateMachineName}`;
    const queue = waiting.get(key) ?? { destination, lines: [] };
    waiting.set(key, queue);
    let refused = 0;
    for (const line of lines) {
      if (held + line.message.length > MAX_WAITING) {
        refused += 1;
        continue;
      }
      held += line.message.length;
      queue.lines.push(line);
    }
    if (refused > 0) lose(destination, refused, 'they come faster than they can be delivered');
    delivery ??= deliverAll();
  }

  async function deliverAll(): Promise<void> {
    hurry = new AbortController();
    await clock.sleep(GATHER_MS, hurry.signal);
    while (waiting.size > 0) {
      const round = [...waiting.values()];
      waiting.clear();
      await Promise.all(round.map(deliverQueue));
    }
    delivery = undefined;
  }

  async function deliverQueue({ destination, lines }: Waiting): Promise<void> {
    for (const batch of batchesOf(lines)) {
      try {
        await deliver(destination, batch);
      } catch (error) {
        lose(destination, batch.length, error instanceof Error ? error.message : String(error));
      }
      for (const { message } of batch) held -= message.length;
    }
  }

  function lose({ logGroupArn }: LogDestination, count: number, reason: string): void {
    const known = losses.get(logGroupArn) ?? { count: 0, reportedAt: -Infinity };
    losses.set(logGroupArn, known);
    known.count += count;
    if (clock.now() - known.reportedAt < REPORT_EVERY_MS) return;
    reportLosses(logGroupArn, known, `: ${reason}`);
  }

  function reportLosses(logGroupArn: string, known: Losses, reason: string): void {
    const name = parseLogGroupArn(logGroupArn)?.name ?? logGroupArn;
    report(`${known.count} ${known.count === 1 ? 'entry' : 'entries'} for the log group ${name} got lost${reason}`);
    known.count = 0;
    known.reportedAt = clock.now();
  }

  return {
    append,
    async flush(limitMs) {
      hurry.abort();
      const delivered = new AbortController();
      if (delivery) await Promise.race([delivery, clock.sleep(limitMs, delivered.signal)]);
      delivered.abort();
      for (const [logGroupArn, known] of losses) if (known.count > 0) reportLosses(logGroupArn, known, '');
    },
  };
}
