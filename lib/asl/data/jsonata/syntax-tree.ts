/** What we read of a node of jsonata's syntax tree; which members there are depends on its type. */
export interface SyntaxNode {
  readonly type: string;
  readonly value?: unknown;
  /** Names that a step gives to its values (`@$name`) and to their places (`#$name`). */
  readonly focus?: string;
  readonly index?: string;
  readonly steps?: readonly SyntaxNode[];
  readonly expressions?: readonly SyntaxNode[];
  readonly arguments?: readonly SyntaxNode[];
  readonly terms?: readonly { readonly expression: SyntaxNode }[];
  /** One node, or the members of an object constructor. */
  readonly lhs?: SyntaxNode | readonly (readonly SyntaxNode[])[];
  readonly rhs?: SyntaxNode;
  readonly expression?: SyntaxNode;
  readonly procedure?: SyntaxNode;
  readonly body?: SyntaxNode;
  readonly condition?: SyntaxNode;
  readonly then?: SyntaxNode;
  readonly else?: SyntaxNode;
  readonly pattern?: SyntaxNode;
  readonly update?: SyntaxNode;
  readonly delete?: SyntaxNode;
  readonly group?: { readonly lhs: readonly (readonly SyntaxNode[])[] };
  readonly predicate?: readonly { readonly expr?: SyntaxNode }[];
  readonly stages?: readonly { readonly expr?: SyntaxNode }[];
}

/** Nodes that are evaluated on the same context (`$`) as the node itself. */
export function* sameContext(node: SyntaxNode): Generator<SyntaxNode> {
  if (node.steps) yield* node.steps.slice(0, 1);
  yield* node.expressions ?? [];
  yield* (node.type === 'lambda' ? undefined : node.arguments) ?? [];
  if (Array.isArray(node.lhs)) yield* (node.lhs as readonly (readonly SyntaxNode[])[]).flat();
  else if (node.lhs && node.type !== 'bind') yield node.lhs as SyntaxNode;
  for (const part of ['rhs', 'expression', 'procedure', 'body', 'condition', 'then', 'else'] as const) {
    const inner = node[part];
    if (inner) yield inner;
  }
}

/** Nodes that are evaluated on what the node gives: later steps, predicates, groups, sort terms, transforms. */
export function* innerContext(node: SyntaxNode): Generator<SyntaxNode> {
  if (node.steps) yield* node.steps.slice(1);
  for (const { expression } of node.terms ?? []) yield expression;
  for (const { expr } of [...(node.predicate ?? []), ...(node.stages ?? [])]) if (expr) yield expr;
  if (node.group) yield* node.group.lhs.flat();
  for (const part of ['pattern', 'update', 'delete'] as const) {
    const inner = node[part];
    if (inner) yield inner;
  }
}

/** The names of all variables and functions that an expression mentions, without `$`. */
export function variablesOf(root: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of allNodes(root)) {
    if (node.type === 'variable' && typeof node.value === 'string') names.add(node.value);
  }
  return names;
}

/** Every node, in no particular order. */
export function* allNodes(root: SyntaxNode): Generator<SyntaxNode> {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    yield node;
    for (const inner of sameContext(node)) waiting.push(inner);
    for (const inner of innerContext(node)) waiting.push(inner);
  }
}
