import { readMapRun } from '../../engine/map-run/stored-map-run.ts';
import { mapRunListPartition, type MapRunListEntry } from '../../ports/map-run.ts';
import { findExecution } from '../execution/find-execution.ts';
import { operation } from '../operation.ts';
import { pageOfDocuments } from '../paging/page-of-documents.ts';
import { arn, pageSize, pageToken } from '../shapes/named-shapes.ts';
import { required } from '../shapes/shape.ts';
import { timestamp } from '../timestamp.ts';

const ACTION = 'ListMapRuns';

/** Oldest first; AWS does not say in which order. */
export const listMapRuns = operation(
  ACTION,
  { executionArn: required(arn), maxResults: pageSize, nextToken: pageToken },
  async (input, call) => {
    const { resources } = call.context;
    const { record } = await findExecution(call, input.executionArn);
    const partition = mapRunListPartition(record.executionArn);
    const { items, nextToken } = await pageOfDocuments<MapRunListEntry>(call, ACTION, partition, input);
    const runs = await Promise.all(items.map(({ body }) => readMapRun(resources, body.mapRunArn)));
    const mapRuns = runs.flatMap((stored) => {
      if (!stored) return [];
      const { executionArn, mapRunArn, stateMachineArn, startDate, stopDate } = stored.body;
      return {
        executionArn,
        mapRunArn,
        stateMachineArn,
        startDate: timestamp(startDate),
        stopDate: stopDate === undefined ? undefined : timestamp(stopDate),
      };
    });
    return { mapRuns, nextToken };
  },
);
