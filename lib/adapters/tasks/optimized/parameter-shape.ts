/** What a parameter of an integration is in the service's API, member names as Step Functions writes them. */
export type ParameterShape =
  /**
   * `text`: a string, or an object or array that is sent as its JSON text; `blob`: bytes in base64; `bytes`: those of a
   * string, or of the JSON text of anything else; `timestamp`: ISO 8601, or milliseconds since the epoch; `json`: anything.
   */
  { readonly type: ScalarType } | { readonly type: 'list' | 'map'; readonly of: ParameterShape } | StructureShape;

export type ScalarType = 'string' | 'text' | 'integer' | 'number' | 'boolean' | 'blob' | 'bytes' | 'timestamp' | 'json';

export interface StructureShape {
  readonly type: 'structure';
  readonly members: Readonly<Record<string, ParameterShape>>;
  /** Must be there, but may be null: then the service itself misses them (recorded 2023-05 and 2023-06). */
  readonly required: readonly string[];
  /** Names that the API itself has for members, by ours. Absent: they are the same. */
  readonly sentAs?: Readonly<Record<string, string>>;
  /** Which member a parameter is that has no member's name. Absent: none. */
  readonly alias?: (parameter: string) => string | undefined;
}

export const string: ParameterShape = { type: 'string' };
export const text: ParameterShape = { type: 'text' };
export const integer: ParameterShape = { type: 'integer' };
export const number: ParameterShape = { type: 'number' };
export const boolean: ParameterShape = { type: 'boolean' };
export const blob: ParameterShape = { type: 'blob' };
export const bytes: ParameterShape = { type: 'bytes' };
export const json: ParameterShape = { type: 'json' };
export const timestamp: ParameterShape = { type: 'timestamp' };
export const list = (of: ParameterShape): ParameterShape => ({ type: 'list', of });
export const map = (of: ParameterShape): ParameterShape => ({ type: 'map', of });
export const structure = (
  members: Readonly<Record<string, ParameterShape>>,
  required: readonly string[] = [],
): StructureShape => ({ type: 'structure', members, required });
