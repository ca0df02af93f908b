import type { ChoiceRule } from '../definition.ts';
import type { Ms } from '../machine/snapshot.ts';
import type { MapItem } from '../machine/context-object.ts';
import type { Visit } from '../machine/visit.ts';
import type { Payload } from '../payload.ts';
import type { MapRunFields } from './map-run-plan.ts';
import type { Exit } from './outcome.ts';

/**
 * How a state reads its fields and moves data, in one query language. Everything reads and nothing is changed;
 * each may throw StateFailure, and Suspended where a value takes its time.
 */
export interface DataFlow {
  /** What a Task or the branches of a Parallel state work on: Parameters or Arguments. */
  workInput(visit: Visit): Payload;
  /** The exit of a state whose work gave a result. */
  exitWithResult(visit: Visit, result: Payload): Exit;
  /** The exit of a state that passes its input on: Wait, Succeed. */
  exitWithInput(visit: Visit): Exit;
  exitPass(visit: Visit<'Pass'>): Exit;
  /** The first rule that holds. */
  chosenRule(visit: Visit<'Choice'>): Chosen | undefined;
  /** The exit by a rule, or by Default. */
  exitChoice(visit: Visit<'Choice'>, chosen: Chosen | undefined): Exit;
  /** The exit by a catcher, an index of Catch, of a failure as its error output shows it. */
  exitCaught(visit: Visit, catcher: number, errorOutput: Payload): Exit;
  /** When a Wait state ends. */
  waitUntil(visit: Visit<'Wait'>): Ms;
  failText(visit: Visit<'Fail'>, field: 'Error' | 'Cause'): string | undefined;
  taskSeconds(visit: Visit<'Task'>, field: 'TimeoutSeconds' | 'HeartbeatSeconds'): number | undefined;
  /** The role that a call is made with. */
  roleArn(visit: Visit<'Task'>): string | undefined;
  /** What is mapped over: an array; in a distributed Map possibly an object, whose entries are the items. */
  items(visit: Visit<'Map'>): Payload;
  /** The input of one iteration: the item itself, or what ItemSelector makes of it. */
  itemInput(visit: Visit<'Map'>, item: MapItem): Payload;
  /** MaxConcurrency; 0 means as many as the service allows. */
  concurrency(visit: Visit<'Map'>): number;
  /** How much of a distributed Map may fail; undefined where the field and its …Path are missing. */
  tolerated(visit: Visit<'Map'>, field: ToleratedField): number | undefined;
  /** What a distributed Map asks of its map run. */
  mapRunFields(visit: Visit<'Map'>): MapRunFields;
}

export type ToleratedField = 'ToleratedFailureCount' | 'ToleratedFailurePercentage';

export interface Chosen {
  readonly rule: ChoiceRule;
  /** Its place in Choices. */
  readonly index: number;
}
