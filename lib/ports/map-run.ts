import type { Json } from '../asl/json.ts';
import type { Ms } from './execution-store.ts';

export type MapRunStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED';

/** How many child executions, or items in them, are in which state. */
export interface MapRunCounts {
  readonly total: number;
  readonly running: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly timedOut: number;
  readonly aborted: number;
  readonly resultsWritten: number;
  /** Failed ones that a redrive left as they are. */
  readonly failuresNotRedrivable: number;
  /** Failed ones that are about to be redriven. */
  readonly pendingRedrive: number;
}

/** From and to an index, both included. */
export type IndexRange = readonly [from: number, to: number];

/** What may be changed while the map run is running (UpdateMapRun). */
export interface MapRunSettings {
  /** Child executions at once; 0 means as many as the service allows. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
}

/** Why a map run ends before its items do. */
export interface MapRunFailure {
  readonly status: 'FAILED' | 'ABORTED';
  readonly error?: string;
  readonly cause?: string;
}

/** Who waits for the map run after its next redrive. */
export interface MapRunReopening {
  readonly redriveCount: number;
  readonly pend: number;
  readonly attempt: number;
}

/**
 * A map run: the child executions of one distributed Map state. One document in the resource store that is changed as
 * a whole, from the version it was read at; partition `map-run/<mapRunArn>`, sort key `head`.
 */
export interface MapRun extends MapRunSettings {
  readonly mapRunArn: string;
  /** The execution whose Map state it is, and what of it waits. */
  readonly executionArn: string;
  readonly pend: number;
  readonly attempt: number;
  /** `…:stateMachine:NAME/LABEL`, what the child executions run. */
  readonly stateMachineArn: string;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  readonly status: MapRunStatus;
  readonly startDate: Ms;
  readonly stopDate?: Ms;
  readonly redriveCount: number;
  readonly redriveDate?: Ms;
  /** How many items there are, where that is known before they are read. */
  readonly itemCount?: number;
  /** Are items put together (ItemBatcher)? */
  readonly isBatched: boolean;
  /** Index of the next child execution. */
  readonly next: number;
  /** Where the next item is read: an index, or what the item reader says. */
  readonly position?: Json;
  /** Items that have been read so far. */
  readonly itemsRead: number;
  /** Have all items been read? */
  readonly exhausted: boolean;
  /** Indexes of child executions that were started and have not been counted as ended. */
  readonly running: readonly IndexRange[];
  /** Indexes of child executions that are still to be redriven. */
  readonly toRedrive?: readonly IndexRange[];
  readonly executionCounts: MapRunCounts;
  readonly itemCounts: MapRunCounts;
  /** Set when it is about to end before its time: from then on nothing is started, and a child that is stops itself. */
  readonly failure?: MapRunFailure;
  /** A redrive that has been asked for; it begins when the map run has ended. */
  readonly reopening?: MapRunReopening;
  /** JSON text of what the Map state gets; only when SUCCEEDED. */
  readonly output?: string;
}

export const MAP_RUN_SORT = 'head';

export function mapRunPartition(mapRunArn: string): string {
  return `map-run/${mapRunArn}`;
}

/** The map runs of an execution, oldest first; sort keys are made by `mapRunListSort`. */
export interface MapRunListEntry {
  readonly mapRunArn: string;
}

export function mapRunListPartition(executionArn: string): string {
  return `map-runs/${executionArn}`;
}

export function mapRunListSort({ startDate, mapRunArn }: Pick<MapRun, 'startDate' | 'mapRunArn'>): string {
  return `${String(startDate).padStart(15, '0')}/${mapRunArn}`;
}

/** A child execution that ended and has not been counted; it tells the map run so, which need not be listening. */
export interface EndedChild {
  readonly index: number;
}

export function endedChildPartition(mapRunArn: string): string {
  return `map-run-ended/${mapRunArn}`;
}

/** One for each end of a child execution: what is told of an end before a redrive is never taken for that of the next. */
export function endedChildSort(index: number, redriveCount: number): string {
  return `${String(index).padStart(12, '0')}/${redriveCount}`;
}

/** Map runs that have not ended, where messages do not outlive the process; sort key: the ARN. */
export const OPEN_MAP_RUNS = 'map-runs-open';
