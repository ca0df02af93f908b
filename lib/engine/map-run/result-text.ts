import type { JsonObject } from '../../asl/json.ts';
import { MAX_PAYLOAD_BYTES } from '../../asl/payload.ts';
import type { Execution } from '../../ports/execution-store.ts';
import { resultFormatOf, resultTexts } from './result-format.ts';

/**
 * The result of a Map state whose results are not written to S3, as JSON text: an array, or for JSON Lines one string.
 * Throws StateFailure, States.ResultWriterFailed, for a config that cannot be.
 * @param config WriterConfig; undefined: the outputs
 * @param children those that ended, in the order of their items; not read to the end when there is too much
 * @returns undefined: the result is larger than data between states may be
 */
export async function formatResults(
  config: JsonObject | undefined,
  children: AsyncIterable<Execution>,
): Promise<string | undefined> {
  const format = resultFormatOf(config, 'COMPACT');
  const texts: string[] = [];
  let bytes = 1;
  for await (const child of children) {
    for (const text of resultTexts(format, child)) {
      texts.push(text);
      bytes += Buffer.byteLength(text) + 1;
    }
    if (bytes > MAX_PAYLOAD_BYTES) return undefined;
  }
  if (format.outputType === 'JSON') return `[${texts.join(',')}]`;
  const lines = JSON.stringify(texts.join('\n'));
  return Buffer.byteLength(lines) > MAX_PAYLOAD_BYTES ? undefined : lines;
}
