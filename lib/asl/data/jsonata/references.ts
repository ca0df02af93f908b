import { innerContext, sameContext, type SyntaxNode } from './syntax-tree.ts';

/**
 * What an expression refers to although nothing is there, in AWS's words and in the order in which it is written
 * (measured on AWS). Each is named once.
 * @param statesFields the members that `$states` has at that place
 */
export function* missingReferences(root: SyntaxNode, statesFields: ReadonlySet<string>): Generator<string> {
  const named = new Set<string>();
  for (const { node, isTop } of nodesOf(root)) {
    const message = missingReference(node, isTop, statesFields);
    if (message === undefined || named.has(message)) continue;
    named.add(message);
    yield message;
  }
}

function missingReference(node: SyntaxNode, isTop: boolean, statesFields: ReadonlySet<string>): string | undefined {
  if (node.type === 'variable' && node.value === '$') return `Reference to '$$' is not supported.`;
  if (isTop && node.type === 'variable' && node.value === '') return atTopLevel('$');
  if (isTop && node.type === 'name') return atTopLevel(String(node.value));
  const [first, second] = node.steps ?? [];
  if (first?.type !== 'variable' || first.value !== 'states' || second?.type !== 'name') return undefined;
  const field = String(second.value);
  return statesFields.has(field) ? undefined : `Field '$states.${field}' does not exist.`;
}

function atTopLevel(name: string): string {
  return `Reference to '${name}' at the top level is not supported.`;
}

interface Visited {
  readonly node: SyntaxNode;
  /** Its context is that of the whole expression, where `$` is nothing. */
  readonly isTop: boolean;
}

/** Not recursive: expressions may be nested as deeply as their authors like. */
function* nodesOf(root: SyntaxNode): Generator<Visited> {
  const waiting: Visited[] = [{ node: root, isTop: true }];
  for (let visited = waiting.pop(); visited; visited = waiting.pop()) {
    yield visited;
    const { node, isTop } = visited;
    const inner: Visited[] = [];
    for (const each of sameContext(node)) inner.push({ node: each, isTop });
    for (const each of innerContext(node)) inner.push({ node: each, isTop: false });
    // The last in is the first out.
    for (const each of inner.reverse()) waiting.push(each);
  }
}
