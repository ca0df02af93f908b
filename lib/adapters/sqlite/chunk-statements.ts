import type { EventChunk } from '../../ports/execution-store.ts';
import { textOf } from './connection.ts';
import type { Connection, SqlValue } from './connection.ts';

/** The lower bits of a chunk's place are the id of its first event, the others the execution's row. */
const EVENT_ID_BITS = 25;
const MAX_EVENT_ID = 2 ** EVENT_ID_BITS - 1;
const place = (execution: string, eventId: string): string => `((${execution} << ${EVENT_ID_BITS}) | ${eventId})`;

/** Chunks of events, by the rows of their executions. */
export function chunkStatements(connection: Connection) {
  const insert = connection.prepare(
    `INSERT INTO event_chunks (place, last_id, text) VALUES (${place('?', '?')}, ?, ?)`,
  );
  const select = connection.prepare(
    `SELECT place & ${MAX_EVENT_ID}, last_id, CAST(text AS BLOB) FROM event_chunks
     WHERE place <= ${place('?1', '?3')} AND last_id >= ?2 AND place >= ifnull(
       (SELECT max(place) FROM event_chunks WHERE place BETWEEN ${place('?1', '0')} AND ${place('?1', '?2')}),
       ${place('?1', '0')})
     ORDER BY place`,
  );
  const remove = connection.prepare(
    `DELETE FROM event_chunks WHERE place BETWEEN ${place('?1', '0')} AND ${place('?1', String(MAX_EVENT_ID))}`,
  );

  return {
    append(execution: SqlValue, { firstId, lastId, text }: EventChunk): void {
      insert.run([execution, firstId, lastId, text]);
    },

    /** Chunks that hold any event from `fromId` to `toId`: the last one that begins before them, and what follows. */
    read(execution: SqlValue, fromId: number, toId: number): readonly EventChunk[] {
      const rows = select.all([execution, Math.min(fromId, MAX_EVENT_ID), Math.min(toId, MAX_EVENT_ID)]);
      return rows.map(([firstId, lastId, text]) => ({
        firstId: Number(firstId),
        lastId: Number(lastId),
        text: textOf(text),
      }));
    },

    remove(execution: SqlValue): void {
      remove.run([execution]);
    },
  };
}
