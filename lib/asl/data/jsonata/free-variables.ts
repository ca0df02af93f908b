import { isFunctionName } from './function-names.ts';
import { innerContext, sameContext, type SyntaxNode } from './syntax-tree.ts';

/** Names that an expression gives itself, in one block or function. */
interface Bound {
  readonly names: Set<string>;
  readonly outer: Bound | undefined;
}

type Todo = { readonly node: SyntaxNode; readonly bound: Bound } | { readonly binds: string; readonly bound: Bound };

/** `$`, `$$` and `$states` are there without being assigned. */
const GIVEN: ReadonlySet<string> = new Set(['', '$', 'states']);

/**
 * The variables that an expression reads and does not itself bind, without `$`, in the order in which they are written.
 * Functions of the language are none.
 */
export function freeVariables(root: SyntaxNode): ReadonlySet<string> {
  const free = new Set<string>();
  // Not recursive: expressions may be nested as deeply as their authors like.
  const waiting: Todo[] = [{ node: root, bound: { names: new Set(), outer: undefined } }];
  for (let todo = waiting.pop(); todo; todo = waiting.pop()) {
    if ('binds' in todo) {
      todo.bound.names.add(todo.binds);
      continue;
    }
    const { node, bound } = todo;
    if (node.type === 'variable' && typeof node.value === 'string') {
      const name = node.value;
      if (!GIVEN.has(name) && !isBound(name, bound) && !isFunctionName(name)) free.add(name);
    }
    // The last in is the first out.
    waiting.push(...[...within(node, bound)].reverse());
  }
  return free;
}

function isBound(name: string, bound: Bound): boolean {
  for (let scope: Bound | undefined = bound; scope; scope = scope.outer) if (scope.names.has(name)) return true;
  return false;
}

function* within(node: SyntaxNode, bound: Bound): Generator<Todo> {
  if (node.type === 'bind') {
    yield* bindingOf(node, bound);
    return;
  }
  const names = node.type === 'lambda' ? (node.arguments ?? []).map(({ value }) => String(value)) : [];
  const own = node.type === 'lambda' || node.type === 'block' ? { names: new Set(names), outer: bound } : bound;
  for (const name of [node.focus, node.index]) if (name !== undefined) yield { binds: name, bound: own };
  for (const inner of sameContext(node)) yield { node: inner, bound: own };
  for (const inner of innerContext(node)) yield { node: inner, bound: own };
}

/** `$name := value`: the value does not know the name yet, but a function does when it is called. */
function* bindingOf({ lhs, rhs }: SyntaxNode, bound: Bound): Generator<Todo> {
  const name = lhs && 'value' in lhs ? { binds: String(lhs.value), bound } : undefined;
  if (name && rhs?.type === 'lambda') yield name;
  if (rhs) yield { node: rhs, bound };
  if (name && rhs?.type !== 'lambda') yield name;
}
