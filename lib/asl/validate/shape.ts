import type { QueryLanguage } from '../definition.ts';

/** What the value of a field must be. Numbers are inclusive limits. */
export type ValueRule =
  /** `hasPathTwin`: another field takes the path, so a text that looks like one is probably a slip. */
  | { readonly is: 'string'; readonly hasPathTwin?: true }
  | { readonly is: 'boolean' }
  | { readonly is: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly is: 'number'; readonly min?: number; readonly max?: number }
  | { readonly is: 'oneOf'; readonly values: readonly string[] }
  | { readonly is: 'listOf'; readonly item: ValueRule }
  | { readonly is: 'object'; readonly shape: ShapeName }
  | { readonly is: 'timestamp' }
  /** A JSONPath; `$`, `$$` and variables. */
  | { readonly is: 'path'; readonly mayBeNull?: true }
  /** A JSONPath that names one node. */
  | { readonly is: 'singlePath' }
  /** A path of a Choice rule. */
  | { readonly is: 'comparedPath' }
  /** A path into which a result can be put. */
  | { readonly is: 'resultPath'; readonly mayBeNull: true }
  | { readonly is: 'pathOrFunction' }
  /** A payload template (JSONPath) or any JSON with expressions in it (JSONata). */
  | { readonly is: 'template' }
  | { readonly is: 'passResult' }
  | { readonly is: 'assignments' }
  | { readonly is: 'taskResource' }
  | { readonly is: 'resourceAmong'; readonly resources: readonly string[] }
  | { readonly is: 'credentials' }
  | { readonly is: 'retriers' }
  | { readonly is: 'catchers' }
  | { readonly is: 'choiceRule'; readonly nested?: true }
  | { readonly is: 'states' }
  | { readonly is: 'label' };

export interface Field {
  readonly value: ValueRule;
  /** The only query language that has the field. */
  readonly language?: QueryLanguage;
  /** In JSONata states an expression may stand in the place of the value. */
  readonly evaluated?: true;
}

/** Fields that exclude each other. */
export interface Alternatives {
  readonly fields: readonly string[];
  /** One of them must be there. */
  readonly required?: true;
  /** The conflict is reported at the first of the fields instead of at the object. */
  readonly reportedAtFirst?: true;
}

/** The fields of an object, as a table. */
export interface Shape {
  readonly fields: { readonly [field: string]: Field };
  readonly required: readonly string[];
  readonly alternatives: readonly Alternatives[];
}

export type ShapeName =
  | 'branch'
  | 'itemProcessor'
  | 'processorConfig'
  | 'itemReader'
  | 'readerConfig'
  | 'itemBatcher'
  | 'resultWriter'
  | 'writerConfig';
