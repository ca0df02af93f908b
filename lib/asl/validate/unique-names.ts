import type { Report } from './diagnostic.ts';
import type { LocatedScope } from './scopes.ts';

/** State names and Map labels are unique in the whole definition, whatever the scope. */
export function checkUniqueNames(scopes: readonly LocatedScope[], report: Report): void {
  const names = new Set<string>();
  const labels = new Set<string>();
  for (const { scope, location } of scopes) {
    for (const [name, state] of Object.entries(scope.States)) {
      const at = `${location}/States/${name}`;
      if (names.has(name)) report.error('DUPLICATE_STATE_NAME', `Duplicate State name: ${name}`, at);
      names.add(name);
      if (state.Type !== 'Map' || state.Label === undefined) continue;
      if (labels.has(state.Label)) {
        report.error('DUPLICATE_LABEL_NAME', `Duplicate Label name: ${state.Label}`, `${at}/Label`);
      }
      labels.add(state.Label);
    }
  }
}
