import type { StateMachineDefinition } from '../../asl/definition.ts';
import type { JsonObject } from '../../asl/json.ts';
import { jsonText } from '../../asl/json-text/json-text.ts';
import { parseJson } from '../../asl/json-text/parse-json.ts';
import { compile } from '../../asl/machine/compile.ts';
import { labelledMap } from '../../asl/machine/map-label.ts';
import { itemProcessorOf } from '../../asl/states/distributed.ts';
import type { Revision } from '../../ports/revision.ts';

/**
 * A revision as the children of one of its distributed Maps see it: the Map's item processor, in the query language of the
 * machine. undefined if no Map has the label.
 */
export function labelledRevision(revision: Revision, label: string): Revision | undefined {
  const definition = parseJson(revision.definition) as unknown as StateMachineDefinition;
  const map = labelledMap(compile(definition), revision.stateMachineArn, label);
  const processor = map && itemProcessorOf(map.definition);
  if (processor === undefined) return undefined;
  const { QueryLanguage } = definition;
  const scope = { ...(QueryLanguage === undefined ? {} : { QueryLanguage }), ...processor } as unknown as JsonObject;
  return { ...revision, type: processor.ProcessorConfig?.ExecutionType ?? 'STANDARD', definition: jsonText(scope) };
}
