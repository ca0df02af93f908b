/** The answer of a service's action as its API model describes it, member names as Step Functions writes them. */
export type OutputShape =
  /** Timestamps and binary data are texts in Step Functions. */
  | { readonly type: 'string'; readonly min?: number; readonly max?: number; readonly values?: readonly string[] }
  | { readonly type: 'number'; readonly min?: number; readonly max?: number }
  | { readonly type: 'boolean' }
  /** What Step Functions does not read in the form that the model has. */
  | { readonly type: 'any' }
  | { readonly type: 'list'; readonly of: OutputShape }
  | { readonly type: 'map'; readonly of: OutputShape }
  | { readonly type: 'structure'; readonly members: OutputMembers; readonly required: readonly string[] };

export interface OutputMembers {
  readonly [name: string]: OutputShape;
}

export const any: OutputShape = { type: 'any' };
export const boolean: OutputShape = { type: 'boolean' };
export const number: OutputShape = { type: 'number' };
export const string: OutputShape = { type: 'string' };

export const numberFrom = (min: number, max?: number): OutputShape => ({
  type: 'number',
  min,
  ...(max === undefined ? {} : { max }),
});
export const stringOf = (min: number, max: number): OutputShape => ({ type: 'string', min, max });
export const oneOf = (...values: readonly string[]): OutputShape => ({ type: 'string', values });
export const list = (of: OutputShape): OutputShape => ({ type: 'list', of });
export const map = (of: OutputShape): OutputShape => ({ type: 'map', of });
export const structure = (members: OutputMembers, required: readonly string[] = []): OutputShape => ({
  type: 'structure',
  members,
  required,
});
