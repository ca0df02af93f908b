/**
 * The declaration of a request: types and constraints of its members as in AWS's service model. Requests are checked
 * and error texts are printed from it; the types of what handlers get are inferred from it.
 */
export type Shape = StringShape | NumberShape | BooleanShape | ListShape | StructureShape;

export interface StringShape<V extends string = string> {
  readonly type: 'string';
  readonly min?: number;
  readonly max?: number;
  /** `max` counts UTF-8 bytes, not characters. */
  readonly bytes?: true;
  readonly pattern?: Pattern;
  /** The enum's values in the order AWS prints them. */
  readonly values?: readonly V[];
  /** AWS does not repeat the value in error texts. */
  readonly sensitive?: true;
}

/** A pattern as the model writes it; the whole value has to match. */
interface Pattern {
  readonly text: string;
  readonly whole: RegExp;
}

export interface NumberShape {
  readonly type: 'integer' | 'long' | 'float';
  readonly min?: number;
  readonly max?: number;
}

interface BooleanShape {
  readonly type: 'boolean';
}

export interface ListShape<Item extends Shape = Shape> {
  readonly type: 'list';
  readonly of: Item;
  readonly min?: number;
  readonly max?: number;
}

interface StructureShape<M extends Members = Members> {
  readonly type: 'structure';
  /** The name in the service model, printed with a value. */
  readonly name: string;
  readonly members: M;
}

type Member = Shape & { readonly required?: true };
export interface Members {
  readonly [name: string]: Member;
}

export type ValueOf<S extends Shape> =
  S extends StringShape<infer V>
    ? V
    : S extends NumberShape
      ? number
      : S extends BooleanShape
        ? boolean
        : S extends ListShape<infer Item>
          ? readonly ValueOf<Item>[]
          : S extends StructureShape<infer M>
            ? InputOf<M>
            : never;

type RequiredName<M extends Members> = {
  [Name in keyof M]: M[Name] extends { readonly required: true } ? Name : never;
}[keyof M];

export type InputOf<M extends Members> = {
  readonly [Name in RequiredName<M>]: ValueOf<M[Name]>;
} & {
  readonly [Name in Exclude<keyof M, RequiredName<M>>]?: ValueOf<M[Name]>;
};

export function string(constraints: Omit<StringShape, 'type' | 'values'> = {}): StringShape {
  return { type: 'string', ...constraints };
}

export function pattern(text: string): Pattern {
  return { text, whole: new RegExp(`^(?:${text})$`, 'u') };
}

export function oneOf<const V extends string>(...values: readonly V[]): StringShape<V> {
  return { type: 'string', values };
}

export function integer(min?: number, max?: number): NumberShape {
  return { type: 'integer', ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

export function long(min?: number, max?: number): NumberShape {
  return { ...integer(min, max), type: 'long' };
}

export function float(min?: number, max?: number): NumberShape {
  return { ...integer(min, max), type: 'float' };
}

export const boolean: BooleanShape = { type: 'boolean' };

export function list<Item extends Shape>(of: Item, length: { readonly min?: number; readonly max?: number } = {}) {
  return { type: 'list', of, ...length } satisfies ListShape<Item>;
}

export function structure<M extends Members>(name: string, members: M) {
  return { type: 'structure', name, members } satisfies StructureShape<M>;
}

export function required<S extends Shape>(shape: S): S & { readonly required: true } {
  return { ...shape, required: true };
}
