import type { ItemProcessor, MapState, State } from '../definition.ts';

/** What a Map state runs for each item; `Iterator` is its older name. */
export function itemProcessorOf(state: MapState): ItemProcessor | undefined {
  return state.ItemProcessor ?? state.Iterator;
}

/** A Map whose items are executions of their own, gathered by a map run. */
export function isDistributed(state: State): boolean {
  return state.Type === 'Map' && itemProcessorOf(state)?.ProcessorConfig?.Mode === 'DISTRIBUTED';
}
