import { ErrorName, StateFailure } from '../../asl/errors.ts';
import { jsonText } from '../../asl/json-text/json-text.ts';
import type { JsonObject } from '../../asl/json.ts';
import type { Execution } from '../../ports/execution-store.ts';
import { ObjectsFailure, type Objects } from '../../ports/objects.ts';
import type { ResultDestination } from './result-destination.ts';
import { resultFormatOf, resultTexts, type ResultFormat } from './result-format.ts';
import { pendingRecord, type PendingChild } from './result-record.ts';

/** What a map run has to write. The iterables are read once, each to its end. */
export interface MapRunResults {
  readonly mapRunArn: string;
  readonly children: AsyncIterable<Execution>;
  readonly pending: AsyncIterable<PendingChild>;
}

type Group = 'SUCCEEDED' | 'FAILED' | 'PENDING';

/** A file is in memory while it grows; AWS's may have 5 GB. */
const FILE_BYTES = 16 * 1024 * 1024;

/**
 * Writes the results of a map run to files of their kinds and, last, a manifest that names them. Writing them again
 * replaces them. Rejects with StateFailure, States.ResultWriterFailed, when S3 refuses.
 * @param config WriterConfig; undefined: all that is known of the child executions
 * @param fileBytes a file is closed when it has this many
 * @returns the result of the Map state (recorded)
 */
export async function writeResults(
  objects: Objects,
  { bucket, prefix = '' }: ResultDestination,
  config: JsonObject | undefined,
  { mapRunArn, children, pending }: MapRunResults,
  fileBytes = FILE_BYTES,
): Promise<JsonObject> {
  const format = resultFormatOf(config, 'NONE');
  const folder = folderOf(prefix, mapRunArn);
  const put = async (name: string, text: string): Promise<JsonObject> => {
    const body = new TextEncoder().encode(text);
    const key = folder + name;
    await objects.put({ bucket, key }, body);
    return { Key: key, Size: body.length };
  };
  const files = (group: Group): GrowingFiles => {
    const extension = format.outputType === 'JSON' ? 'json' : 'jsonl';
    return growingFiles(format, fileBytes, (text, nth) => put(`${group}_${nth}.${extension}`, text));
  };
  const [succeeded, failed, unstarted] = [files('SUCCEEDED'), files('FAILED'), files('PENDING')];
  try {
    for await (const child of children) {
      const group = child.head.status === 'SUCCEEDED' ? succeeded : failed;
      for (const text of resultTexts(format, child)) await group.add(text);
    }
    for await (const child of pending) await unstarted.add(jsonText(pendingRecord(child)));
    const manifest = {
      DestinationBucket: bucket,
      MapRunArn: mapRunArn,
      ResultFiles: {
        FAILED: await failed.close(),
        PENDING: await unstarted.close(),
        SUCCEEDED: await succeeded.close(),
      },
    };
    await put('manifest.json', JSON.stringify(manifest));
  } catch (error) {
    throw error instanceof ObjectsFailure ? new StateFailure(ErrorName.resultWriterFailed, error.message) : error;
  }
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key: `${folder}manifest.json` } };
}

/** A folder of the map run's own, with a slash behind it. */
function folderOf(prefix: string, mapRunArn: string): string {
  const path = prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`;
  return `${path}${mapRunArn.slice(mapRunArn.lastIndexOf(':') + 1)}/`;
}

interface GrowingFiles {
  add(text: string): Promise<void>;
  /** Writes what is left. @returns the files in the manifest's words */
  close(): Promise<readonly JsonObject[]>;
}

function growingFiles(
  { outputType }: ResultFormat,
  fileBytes: number,
  put: (text: string, nth: number) => Promise<JsonObject>,
): GrowingFiles {
  const written: JsonObject[] = [];
  let texts: string[] = [];
  let bytes = 0;
  const write = async (): Promise<void> => {
    if (texts.length === 0) return;
    const text = outputType === 'JSON' ? `[${texts.join(',')}]` : `${texts.join('\n')}\n`;
    texts = [];
    bytes = 0;
    written.push(await put(text, written.length));
  };
  return {
    async add(text) {
      texts.push(text);
      bytes += Buffer.byteLength(text) + 1;
      if (bytes >= fileBytes) await write();
    },
    async close() {
      await write();
      return written;
    },
  };
}
