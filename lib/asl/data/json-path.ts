import { runtimeFailure } from '../errors.ts';
import { isArray } from '../json.ts';
import type { Json } from '../json.ts';
import { compileOnce } from './compile-cache.ts';
import type { DataScope } from './data-scope.ts';
import { parsePath } from './path-grammar.ts';
import { isDefinite } from './path-steps.ts';
import type { PathRoot, PathSyntax, Step } from './path-steps.ts';
import { element, findFrom, member } from './path-walk.ts';

export { InvalidPathSyntax } from './invalid-path-syntax.ts';

export interface CompiledPath {
  readonly text: string;
  /** Names one value; an indefinite path gives an array of all it matches, possibly empty. */
  readonly definite: boolean;
  readonly syntax: PathSyntax;
  /** @throws StateFailure States.Runtime `Invalid path …` when a definite path finds nothing */
  read(scope: DataScope): Json;
  /** Undefined where `read` fails. */
  find(scope: DataScope): Json | undefined;
}

/**
 * A path of the language: `$…` reads the input, `$$…` the context object, `$name…` a variable.
 * @throws InvalidPathSyntax
 */
export const compilePath: (path: string) => CompiledPath = compileOnce((text) => compileSyntax(text, parsePath(text)));

/** A path whose text has been parsed already. */
export function compileSyntax(text: string, syntax: PathSyntax): CompiledPath {
  const root = rootReader(syntax.root);
  const walk = walker(syntax.steps);
  const find = (scope: DataScope): Json | undefined => {
    const start = root(scope);
    return start === undefined ? undefined : walk(start);
  };
  return {
    text,
    definite: isDefinite(syntax.steps),
    syntax,
    find,
    read(scope) {
      const value = find(scope);
      if (value === undefined) throw runtimeFailure(`Invalid path '${text}' : ${whyMissing(syntax, root(scope))}`);
      return value;
    },
  };
}

/** What the path finds; undefined when a definite path finds nothing. */
export function tryRead(path: CompiledPath, scope: DataScope): Json | undefined {
  return path.find(scope);
}

/** Does the path end in an index of an array that is too short for it? Templates give null then (measured on AWS). */
export function endsPastArray({ syntax: { root, steps } }: CompiledPath, scope: DataScope): boolean {
  const start = rootReader(root)(scope);
  if (start === undefined || steps.at(-1)?.kind !== 'index') return false;
  return isArray(walker(steps.slice(0, -1))(start));
}

function rootReader(root: PathRoot): (scope: DataScope) => Json | undefined {
  if (root === 'input') return (scope) => scope.input;
  if (root === 'context') return (scope) => scope.contextObject();
  return (scope) => scope.variable(root.variable);
}

/** Members and indexes, which nearly all paths consist of, are followed directly. */
function walker(steps: readonly Step[]): (start: Json) => Json | undefined {
  const keys = plainKeys(steps);
  if (!keys) return (start) => findFrom(start, steps, start);
  return (start) => {
    let value: Json | undefined = start;
    for (const key of keys) value = typeof key === 'string' ? member(value, key) : element(value, key);
    return value;
  };
}

function plainKeys(steps: readonly Step[]): readonly (string | number)[] | undefined {
  const keys: (string | number)[] = [];
  for (const step of steps) {
    if (step.kind === 'member') keys.push(step.name);
    else if (step.kind === 'index') keys.push(step.index);
    else return undefined;
  }
  return keys;
}

/** The words of Jayway's JsonPath: the whole path if its last step finds nothing, else the path as far as it leads nowhere. */
function whyMissing({ root, steps }: PathSyntax, start: Json | undefined): string {
  const names = steps.map(printStep);
  if (start === undefined) return `No results for path: $['${typeof root === 'object' ? root.variable : root}']`;
  const dead = steps.findIndex((_, index) => walker(steps.slice(0, index + 1))(start) === undefined);
  return dead < steps.length - 1
    ? `Missing property in path $${names.slice(0, dead + 1).join('')}`
    : `No results for path: $${names.join('')}`;
}

function printStep(step: Step): string {
  if (step.kind === 'member') return `['${step.name}']`;
  if (step.kind === 'index') return `[${step.index}]`;
  return step.kind === 'function' ? `.${step.name}()` : '[*]';
}
