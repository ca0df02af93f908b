import { setFlagsFromString } from 'node:v8';

/**
 * Lets regular expressions that backtrack too much go on in linear time. Authors write them in JSONata, and nothing
 * else in the process can stop one that would take years. Holds for expressions that are compiled afterwards.
 */
export function boundRegularExpressions(): void {
  setFlagsFromString('--enable-experimental-regexp-engine-on-excessive-backtracks');
}
