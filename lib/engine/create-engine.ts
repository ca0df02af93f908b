import { decodeEvents } from './history-codec.ts';
import type { EngineContext } from './context.ts';
import type { Engine } from './engine.ts';
import { runExpress } from './express.ts';
import { redrive } from './redrive.ts';
import { updateMapRun } from './map-run/update-map-run.ts';
import { start } from './start.ts';
import { stimulate } from './stimulate.ts';
import { stop } from './stop.ts';
import { runStateTest } from './test-state/run-state-test.ts';
import { decodeToken, encodeToken } from './task-token.ts';

/** The engine as the API sees it. */
export function createEngine(context: EngineContext): Engine {
  return {
    start: (record, revision) => start(context, record, revision),
    startSync: (record, revision, signal) => runExpress(context, record, revision, undefined, signal),
    async startExpress(record, revision) {
      void runExpress(context, record, revision, 0).catch((error: unknown) => {
        context.log({ message: 'An Express execution broke off', executionArn: record.executionArn, error });
      });
    },
    testState: (test, signal) => runStateTest(context, test, signal),
    updateMapRun: (mapRunArn, settings) => updateMapRun(context, mapRunArn, settings),
    stop: (executionArn, reason) => stop(context, executionArn, reason),
    redrive: (execution, clientToken) => redrive(context, execution, clientToken),
    stimulate: (executionArn, stimulus) => stimulate(context, executionArn, stimulus),
    async history(executionArn, fromId, toId) {
      const chunks = await context.executions.chunks(executionArn, fromId, toId);
      return chunks.flatMap((chunk) => decodeEvents(chunk, fromId, toId));
    },
    encodeToken: (task) => encodeToken(context.tokenKey, task),
    decodeToken: (token) => decodeToken(context.tokenKey, token),
  };
}
