import type { Examine } from '../data/jsonata/examine.ts';
import type { QueryLanguage, StateType } from '../definition.ts';
import type { Report } from './diagnostic.ts';

/** Where in the definition a rule looks, and what it has to know about the things around. */
export interface Place {
  /** `/States/M/ItemProcessor`; empty for the definition itself. */
  readonly location: string;
  /** The last step of the location without an index, i.e. the field's name. */
  readonly field: string;
  readonly language: QueryLanguage;
  /** What states without a QueryLanguage of their own have, however deep they are. */
  readonly machineLanguage: QueryLanguage;
  /** How the states here are executed: the machine's type, or that of a distributed Map's child executions. */
  readonly executionType: 'STANDARD' | 'EXPRESS';
  /** The state that the rule looks at, if it looks at one. */
  readonly state?: { readonly type: StateType; readonly location: string };
  /** How many scopes and Choice rules are around. */
  readonly depth: number;
  readonly report: Report;
  readonly examine: Examine;
}

export function atField(place: Place, field: string): Place {
  return { ...place, location: `${place.location}/${field}`, field };
}

export function atIndex(place: Place, index: number): Place {
  return { ...place, location: `${place.location}[${index}]` };
}

export function oneDeeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

/** Reports what AWS calls a schema failure, at the place or at a given location. */
export function schemaError(place: Place, message: string, location = place.location): void {
  place.report.error('SCHEMA_VALIDATION_FAILED', message, location === '' ? '/' : location);
}

export function wrongType(place: Place, type: string): void {
  schemaError(place, `Expected value of type ${type}`);
}
