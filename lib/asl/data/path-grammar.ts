import { accept, acceptPattern, expect, fail, listOf, parseAll, skipBlanks } from './cursor.ts';
import type { Cursor } from './cursor.ts';
import { parseFilter } from './path-filter.ts';
import { isPathFunction } from './path-functions.ts';
import type { PathRoot, PathSyntax, Step } from './path-steps.ts';
import { quotedAt } from './quoted-name.ts';

/** Longer paths only occur as attacks on the stack. */
const MAX_STEPS = 1000;

const VARIABLE_NAME = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const DOT_NAME = /[^\s.[\](),'"*?<>=!&|]+/y;
const INTEGER = /-?\d+/y;

/** Parses a whole text as a path. @throws InvalidPathSyntax */
export function parsePath(text: string): PathSyntax {
  return parseAll(text, pathAt);
}

/** Parses the path that starts here and stops after its last step, as within an intrinsic function's arguments. */
export function pathAt(cursor: Cursor): PathSyntax {
  return { root: rootAt(cursor), steps: stepsAt(cursor) };
}

function rootAt(cursor: Cursor): PathRoot {
  expect(cursor, '$');
  if (accept(cursor, '$')) return 'context';
  const variable = acceptPattern(cursor, VARIABLE_NAME);
  return variable === undefined ? 'input' : { variable };
}

/** The steps after `$`, or after `@` in a filter. */
function stepsAt(cursor: Cursor): readonly Step[] {
  const steps: Step[] = [];
  while (steps.length <= MAX_STEPS) {
    if (steps.at(-1)?.kind === 'function') return steps;
    if (accept(cursor, '..')) {
      steps.push({ kind: 'descendants' }, accept(cursor, '[') ? bracketAt(cursor) : nameAt(cursor));
    } else if (accept(cursor, '.')) steps.push(nameAt(cursor));
    else if (accept(cursor, '[')) steps.push(bracketAt(cursor));
    else return steps;
  }
  return fail(cursor, `more than ${MAX_STEPS} steps`);
}

function nameAt(cursor: Cursor): Step {
  if (accept(cursor, '*')) return { kind: 'wildcard' };
  const name = acceptPattern(cursor, DOT_NAME) ?? fail(cursor, 'expected a name');
  if (!accept(cursor, '(')) return { kind: 'member', name };
  if (!isPathFunction(name)) fail(cursor, `the function ${name}() is not supported`);
  skipBlanks(cursor);
  expect(cursor, ')');
  return { kind: 'function', name };
}

function bracketAt(cursor: Cursor): Step {
  skipBlanks(cursor);
  const step = bracketContentAt(cursor);
  skipBlanks(cursor);
  expect(cursor, ']');
  return step;
}

function bracketContentAt(cursor: Cursor): Step {
  if (accept(cursor, '*')) return { kind: 'wildcard' };
  if (accept(cursor, '?')) return { kind: 'filter', filter: parseFilter(cursor, stepsAt) };
  const next = cursor.text[cursor.at];
  if (next === "'" || next === '"') return membersAt(cursor);
  const from = integerAt(cursor);
  if (accept(cursor, ':')) return { kind: 'slice', from, to: integerAt(cursor) };
  if (from === undefined) return fail(cursor, 'expected a name in quotes, an index, a slice, * or a filter');
  skipBlanks(cursor);
  if (!accept(cursor, ',')) return { kind: 'index', index: from };
  const more = listOf(cursor, (at) => integerAt(at) ?? fail(at, 'expected an index'));
  return { kind: 'indexes', indexes: [from, ...more] };
}

function membersAt(cursor: Cursor): Step {
  const [name, ...more] = listOf(cursor, quotedAt);
  if (name === undefined) return fail(cursor, 'expected a name');
  return more.length === 0 ? { kind: 'member', name } : { kind: 'members', names: [name, ...more] };
}

function integerAt(cursor: Cursor): number | undefined {
  const digits = acceptPattern(cursor, INTEGER);
  return digits === undefined ? undefined : Number(digits);
}
