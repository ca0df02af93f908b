import type { JsonObject } from '../json.ts';
import type { Visit } from '../machine/visit.ts';
import type { MapItemBatcher, MapItemReader, MapResultWriter, MapRunFields } from './map-run-plan.ts';

/** How one query language evaluates what belongs to a distributed Map alone. */
interface FieldReaders {
  readonly itemReader: (visit: Visit<'Map'>, fields: JsonObject) => MapItemReader;
  readonly itemBatcher: (visit: Visit<'Map'>, fields: JsonObject) => MapItemBatcher;
  readonly resultWriter: (visit: Visit<'Map'>, fields: JsonObject) => MapResultWriter;
}

/** The fields of a distributed Map state that its map run needs, in the order in which failures are told. */
export function mapRunFieldsBy({ itemReader, itemBatcher, resultWriter }: FieldReaders) {
  return (visit: Visit<'Map'>): MapRunFields => {
    const { flow, definition } = visit.state;
    const { ItemReader, ItemBatcher, ResultWriter } = definition;
    const toleratedFailureCount = flow.tolerated(visit, 'ToleratedFailureCount');
    const toleratedFailurePercentage = flow.tolerated(visit, 'ToleratedFailurePercentage');
    return {
      ...(toleratedFailureCount === undefined ? {} : { toleratedFailureCount }),
      ...(toleratedFailurePercentage === undefined ? {} : { toleratedFailurePercentage }),
      ...(ItemReader && { reader: itemReader(visit, ItemReader) }),
      ...(ItemBatcher && { batcher: itemBatcher(visit, ItemBatcher) }),
      ...(ResultWriter && { writer: resultWriter(visit, ResultWriter) }),
    };
  };
}
