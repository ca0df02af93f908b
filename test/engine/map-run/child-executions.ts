import type { Execution, Head } from '../../../lib/ports/execution-store.ts';

const MACHINE = 'arn:aws:states:us-east-1:000000000000:stateMachine:Orders/Each';

export const MAP_RUN_ARN =
  'arn:aws:states:us-east-1:000000000000:mapRun:Orders/Each:6dbfba93-bcff-410b-9b5c-abf41ae9eddb';

/** A child execution that ended as `end` says, with the input `{"n":1}`. */
export function child(name: string, end: Pick<Head, 'status'> & Partial<Head>): Execution {
  return {
    record: {
      executionArn: `arn:aws:states:us-east-1:000000000000:execution:Orders/Each:${name}`,
      stateMachineArn: MACHINE,
      name,
      revision: 'r',
      input: '{"n":1}',
      startDate: 1_700_000_000_000,
    },
    head: {
      version: 2,
      nonce: 'n',
      stopDate: 1_700_000_001_500,
      redriveCount: 0,
      snapshot: '',
      lastEventId: 5,
      ...end,
    },
  };
}

export function succeeded(name: string, output: string): Execution {
  return child(name, { status: 'SUCCEEDED', output });
}

export async function* sequence<Item>(...items: readonly Item[]): AsyncIterable<Item> {
  yield* items;
}
