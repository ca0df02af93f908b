import type { DataScope } from '../data/data-scope.ts';
import type { Json, JsonObject } from '../json.ts';
import { isArray, isObject } from '../json.ts';
import { doubleOf } from '../json-text/compare-numbers.ts';

/** What an argument has to be. `integer` takes any number and rounds it, halves up (recorded). */
interface ArgumentTypes {
  readonly any: Json;
  readonly string: string;
  readonly integer: number;
  readonly boolean: boolean;
  readonly array: readonly Json[];
  readonly object: JsonObject;
}

type ArgumentType = keyof ArgumentTypes;

type Arguments<Types extends readonly ArgumentType[]> = {
  readonly [Index in keyof Types]: ArgumentTypes[Types[Index]];
};

/** A function of `States.`, declared as data. */
export interface IntrinsicFunction {
  readonly name: string;
  readonly parameters: readonly ArgumentType[];
  /** How many of the last parameters may be left out. */
  readonly optional: number;
  /** The type of any further arguments; absent if there may be none. */
  readonly rest: ArgumentType | undefined;
  /** @throws ArgumentError */
  call(args: readonly Json[], scope: DataScope): Json;
}

/** Declares a function of a fixed number of arguments, whose body gets them checked. */
export function intrinsic<const Types extends readonly ArgumentType[]>(
  name: string,
  parameters: Types,
  body: (args: Arguments<Types>, scope: DataScope) => Json,
  { optional = 0 }: { readonly optional?: number } = {},
): IntrinsicFunction {
  return {
    name,
    parameters,
    optional,
    rest: undefined,
    call: (args, scope) => body(args as unknown as Arguments<Types>, scope),
  };
}

/** Declares a function of any number of arguments after the fixed ones. */
export function variadic(
  name: string,
  parameters: readonly ArgumentType[],
  body: (args: readonly Json[]) => Json,
): IntrinsicFunction {
  return { name, parameters, optional: 0, rest: 'any', call: body };
}

/** The argument as the function takes it; undefined if it is of another type. */
export function admit(type: ArgumentType, value: Json): Json | undefined {
  if (type === 'any') return value;
  if (type === 'array') return isArray(value) ? value : undefined;
  if (type === 'object') return isObject(value) ? value : undefined;
  if (type === 'integer') return integerOf(value);
  return typeof value === type ? value : undefined;
}

function integerOf(value: Json): number | undefined {
  const double = doubleOf(value);
  return double !== undefined && Number.isFinite(double) ? Math.round(double) + 0 : undefined;
}
