import { join } from 'node:path';
import { StoreUnavailable } from '../../ports/store-unavailable.ts';
import { connect } from './connection.ts';
import { isLocked } from './failure.ts';

/**
 * Holds an empty side database locked, so that one process uses a folder. The operating system gives the lock back
 * when the process ends, however it ends, and `stepyard.db` itself stays open to other SQLite tools.
 * Returns what releases the lock.
 */
export function lockFolder(directory: string): () => void {
  const connection = connect(join(directory, 'stepyard.lock'));
  try {
    connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    connection.close();
    if (!isLocked(error)) throw error;
    throw new StoreUnavailable(`Another Stepyard is using ${directory}. Stop it, or choose another folder.`, {
      cause: error,
    });
  }
  return () => {
    connection.close();
  };
}
