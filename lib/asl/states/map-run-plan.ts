import type { Json, JsonObject } from '../json.ts';

/** What a distributed Map state asks of its map run, all fields evaluated. Kept as JSON in the state's pend. */
export interface MapRunPlan {
  /** Label, or one that is made up; part of the ARNs of the map run and its child executions. */
  readonly label: string;
  readonly mapRunArn: string;
  readonly executionType: 'STANDARD' | 'EXPRESS';
  /** How often the map run was redriven. */
  readonly redriveCount: number;
  /** How many items there are; absent where an ItemReader finds that out. */
  readonly itemCount?: number;
  /** How many child executions at once; 0 means as many as the service allows. */
  readonly maxConcurrency: number;
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  /** Where the items come from; absent when they are in the state's input. */
  readonly reader?: MapItemReader;
  readonly batcher?: MapItemBatcher;
  readonly writer?: MapResultWriter;
}

/** ItemReader: its Resource, Parameters or Arguments, and ReaderConfig with MaxItems in place of MaxItemsPath. */
export interface MapItemReader {
  readonly resource: string;
  readonly parameters: JsonObject;
  readonly readerConfig: JsonObject;
}

/** ItemBatcher: at least one of the limits is there. */
export interface MapItemBatcher {
  readonly maxItemsPerBatch?: number;
  /** UTF-8 bytes of the whole input of a child execution. */
  readonly maxInputBytesPerBatch?: number;
  readonly batchInput?: Json;
}

/** ResultWriter: where results are written, or how they are given back. */
export interface MapResultWriter {
  readonly resource?: string;
  readonly parameters?: JsonObject;
  readonly writerConfig?: JsonObject;
}

/** What the fields of the state give; the machine adds what it knows of the execution. */
export type MapRunFields = Omit<
  MapRunPlan,
  'label' | 'mapRunArn' | 'executionType' | 'redriveCount' | 'itemCount' | 'maxConcurrency'
>;
