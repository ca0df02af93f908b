import { createHash } from 'node:crypto';

/**
 * The random sequence of one step of one execution: the same arguments always give the same numbers, so a step that is
 * taken again after a crash draws what it drew before. 52 bits each, 0 ≤ n < 1.
 *
 * @param purpose tells sequences apart that are drawn before the same event
 */
export function chanceOf(executionArn: string, event: number, purpose = 0): () => number {
  const seed = purpose === 0 ? `${executionArn}\n${event}` : `${executionArn}\n${event}\n${purpose}`;
  let block = Buffer.alloc(0);
  let drawn = 0;
  return () => {
    const offset = (drawn % 4) * 8;
    if (offset === 0) {
      block = createHash('sha256').update(`${seed}\n${drawn}`).digest();
    }
    drawn += 1;
    return (block.readUInt32BE(offset) * 0x100000 + (block.readUInt32BE(offset + 4) >>> 12)) / 2 ** 52;
  };
}
