import { advance, type Advanced } from '../../../lib/asl/machine/advance.ts';

/** Advances a machine that evaluates no JSONata, which nothing has to be waited for. */
export function advanceAtOnce(...args: Parameters<typeof advance>): Advanced {
  const advanced = advance(...args);
  if (advanced instanceof Promise) throw new Error('The machine evaluates JSONata.');
  return advanced;
}
