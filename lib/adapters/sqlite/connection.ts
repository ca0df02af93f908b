import Libsql from 'libsql';

/** A value as SQLite keeps it. Text is bound as text and read as text up to its first NUL; see `textOf`. */
export type SqlValue = string | number | Buffer | null;
export type Row = readonly SqlValue[];

/** A prepared statement whose rows are arrays in the order of the selected columns. */
export interface Statement {
  run(values: Row): { readonly changes: number };
  get(values: Row): Row | undefined;
  all(values: Row): readonly Row[];
}

/** The few calls of better-sqlite3's interface that Stepyard uses, so that another driver can take its place. */
export interface Connection {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  readonly inTransaction: boolean;
  close(): void;
}

export function connect(file: string): Connection {
  const database = new Libsql(file);
  return {
    exec: (sql) => {
      database.exec(sql);
    },
    prepare: (sql) =>
      preparedAnew(() => {
        const statement = database.prepare(sql);
        return (statement.reader ? statement.raw() : statement) as unknown as Statement;
      }),
    get inTransaction() {
      return database.inTransaction;
    },
    close: () => {
      database.close();
    },
  };
}

/**
 * A statement that is prepared again after an error. The driver does not reset a statement that failed, and then binds
 * nothing to it any more: it would run again with the values of the time it failed.
 */
function preparedAnew(prepare: () => Statement): Statement {
  let usable: Statement | undefined = prepare();
  function use<T>(work: (statement: Statement) => T): T {
    const statement = usable ?? prepare();
    usable = undefined;
    const result = work(statement);
    usable = statement;
    return result;
  }
  return {
    run: (values) => use((statement) => statement.run(values)),
    get: (values) => use((statement) => statement.get(values)),
    all: (values) => use((statement) => statement.all(values)),
  };
}

/** Text that may hold NUL is selected as `CAST(column AS BLOB)`, because the driver ends a text at its first NUL. */
export function textOf(value: SqlValue | undefined): string {
  return Buffer.isBuffer(value) ? value.toString('utf8') : String(value);
}
