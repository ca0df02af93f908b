import { innerContext, sameContext, type SyntaxNode } from './syntax-tree.ts';

/** Something that an expression refers to: never there, or there only at some places. */
export type Reference = { readonly never: string } | { readonly statesField: string };

/** What an expression refers to although it may not be there, in the order in which it is written; each once. */
export function referencesOf(root: SyntaxNode): readonly Reference[] {
  const named = new Map<string, Reference>();
  for (const { node, isTop } of nodesOf(root)) {
    const reference = referenceOf(node, isTop);
    if (reference) named.set(messageOf(reference), reference);
  }
  return [...named.values()];
}

/**
 * Says in AWS's words that it is not there (measured on AWS); undefined when it is.
 * @param statesFields the members that `$states` has at that place
 */
export function missingReference(reference: Reference, statesFields: ReadonlySet<string>): string | undefined {
  const isThere = 'statesField' in reference && statesFields.has(reference.statesField);
  return isThere ? undefined : messageOf(reference);
}

function referenceOf(node: SyntaxNode, isTop: boolean): Reference | undefined {
  if (node.type === 'variable' && node.value === '$') return { never: `Reference to '$$'` };
  if (isTop && node.type === 'variable' && node.value === '') return atTopLevel('$');
  if (isTop && node.type === 'name') return atTopLevel(String(node.value));
  const [first, second] = node.steps ?? [];
  if (first?.type !== 'variable' || first.value !== 'states' || second?.type !== 'name') return undefined;
  return { statesField: String(second.value) };
}

function atTopLevel(name: string): Reference {
  return { never: `Reference to '${name}' at the top level` };
}

function messageOf(reference: Reference): string {
  if ('never' in reference) return `${reference.never} is not supported.`;
  return `Field '$states.${reference.statesField}' does not exist.`;
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
