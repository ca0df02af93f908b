import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { AsyncBuffer, Compressors, FileMetaData } from 'hyparquet';
import { itemReaderFailure } from '../../asl/item-formats/item-parser.ts';
import type { Json } from '../../asl/json.ts';
import { ObjectsFailure, type ObjectPlace, type Objects } from '../../ports/objects.ts';
import { allBytes } from './all-bytes.ts';
import type { FileItem } from './data-file.ts';
import { fileFailure } from './failure.ts';
import { parquetParsers, parquetValue } from './parquet-values.ts';

/** AWS's limits, in bytes (docs: quotas). */
const MAX_FOOTER_BYTES = 5 * 1024 * 1024;
const MAX_ROW_GROUP_BYTES = 256 * 1024 * 1024;

/** A page that unpacks to more than the largest row group fails: what its footer says need not be so. */
const UNPACKED = { maxOutputLength: MAX_ROW_GROUP_BYTES };

/** The least that a Parquet file has: two magic words and the length of its footer. */
const MIN_FILE_BYTES = 12;

/** The rows of a Parquet file, one row group in memory at a time. A position is the number of the next row. */
export async function* readParquetFile(
  objects: Objects,
  place: ObjectPlace,
  from: Json | undefined,
): AsyncIterable<FileItem> {
  if (place.versionId !== undefined) throw itemReaderFailure('VersionId is not supported for PARQUET.');
  let next = typeof from === 'number' ? from : 0;
  try {
    const file = await openFile(objects, place);
    if (file.byteLength < MIN_FILE_BYTES) throw itemReaderFailure('The file is too short for a Parquet file.');
    const { parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
    const metadata = await parquetMetadataAsync(file);
    if (metadata.metadata_length > MAX_FOOTER_BYTES) throw tooLarge('footer', MAX_FOOTER_BYTES);
    const compressors = await parquetCompressors();
    for (const { start, end } of rowGroupsOf(metadata)) {
      if (end <= next) continue;
      const range = { rowStart: Math.max(start, next), rowEnd: end };
      const rows = await parquetReadObjects({ file, metadata, compressors, parsers: parquetParsers, ...range });
      for (const row of rows) {
        next += 1;
        yield { value: parquetValue(row), position: next };
      }
    }
  } catch (error) {
    throw fileFailure(error);
  }
}

function* rowGroupsOf(metadata: FileMetaData): Iterable<{ readonly start: number; readonly end: number }> {
  let start = 0;
  for (const group of metadata.row_groups) {
    if (Number(group.total_byte_size) > MAX_ROW_GROUP_BYTES) throw tooLarge('row group', MAX_ROW_GROUP_BYTES);
    const end = start + Number(group.num_rows);
    yield { start, end };
    start = end;
  }
}

/** Random access by ranges. */
async function openFile(objects: Objects, place: ObjectPlace): Promise<AsyncBuffer> {
  const byteLength = await sizeOf(objects, place);
  return {
    byteLength,
    async slice(start, end = byteLength) {
      if (start >= end) return new ArrayBuffer(0);
      return (await allBytes((await objects.get(place, { start, end: end - 1 })).stream)).buffer;
    },
  };
}

/** Whoever asks for the first byte is told how many there are. */
async function sizeOf(objects: Objects, place: ObjectPlace): Promise<number> {
  try {
    const { size, stream } = await objects.get(place, { start: 0, end: 0 });
    await allBytes(stream);
    if (size !== undefined) return size;
    throw itemReaderFailure('The size of the Parquet file is not known.');
  } catch (error) {
    if (error instanceof ObjectsFailure && error.error === 'InvalidRange') return 0;
    throw error;
  }
}

/** Beside SNAPPY, which the reader knows. A file that is compressed in another way fails by the name of that. */
async function parquetCompressors(): Promise<Compressors> {
  const { decompress } = await import('fzstd');
  return {
    GZIP: (input) => gunzipSync(input, UNPACKED),
    BROTLI: (input) => brotliDecompressSync(input, UNPACKED),
    ZSTD: (input) => decompress(input),
  };
}

function tooLarge(part: string, limit: number) {
  return itemReaderFailure(`A ${part} of the Parquet file is larger than ${limit} bytes.`);
}
