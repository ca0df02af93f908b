import type { Row, SqlValue } from './connection.ts';

/** `{ [member]: value }`, or nothing where the column is NULL. */
export function memberOf<M extends string, T>(
  row: Row,
  column: number,
  member: M,
  read: (value: SqlValue | undefined) => T,
): { [K in M]?: T } {
  return (row[column] === null ? {} : { [member]: read(row[column]) }) as { [K in M]?: T };
}
