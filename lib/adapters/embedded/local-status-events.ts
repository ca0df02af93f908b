import { randomUUID } from 'node:crypto';
import { createStatusOutbox, type StatusOutbox } from '../../engine/status-outbox.ts';
import { eventBridge } from '../events/event-bridge.ts';
import type { ServiceEndpoint } from '../service-endpoint.ts';
import { systemClock } from '../system-clock.ts';
import type { Stores } from './stores.ts';

const SWEEP_EVERY_MS = 60_000;

export interface LocalStatusEventsOptions {
  /** EventBridge, or what stands in for it. */
  readonly service: ServiceEndpoint;
  readonly stores: Stores;
  /** Aborts when the process is about to end. */
  readonly closing: AbortSignal;
  readonly report: (line: string) => void;
}

/** Tells changes of status to the default event bus, first those that the last process has not told. */
export function startLocalStatusEvents({ service, stores, closing, report }: LocalStatusEventsOptions): StatusOutbox {
  const clock = systemClock;
  const outbox = createStatusOutbox({
    ...stores,
    events: eventBridge({ eventBus: 'default', source: 'aws.states', service }),
    clock,
    newId: randomUUID,
    report,
  });

  async function sweepAgainAndAgain(): Promise<void> {
    // What this process owes is on its way, or has been left alone for a while.
    let before = clock.now();
    while (!closing.aborted) {
      await outbox.sweep(before).catch((error: unknown) => {
        if (!closing.aborted) report(`Events about executions are still owed. ${String(error)}`);
      });
      await clock.sleep(SWEEP_EVERY_MS, closing);
      before = clock.now() - SWEEP_EVERY_MS;
    }
  }

  void sweepAgainAndAgain();
  return outbox;
}
