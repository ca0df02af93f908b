import { allNodes, type SyntaxNode } from './syntax-tree.ts';

/** jsonata's ordering (`^`) holds copies of what is left at each comparison: memory grows with the square of the length. */
const COMPARED = 5;
/** Its grouping evaluates all groups at the same time. */
const GROUPED = 20;

/** The nodes of an expression that cost more than to evaluate them, and how much more. */
export function extraCosts(root: SyntaxNode): ReadonlyMap<SyntaxNode, number> {
  const costs = new Map<SyntaxNode, number>();
  for (const node of allNodes(root)) {
    for (const { expression } of node.terms ?? []) costs.set(expression, COMPARED);
    for (const [name] of node.group?.lhs ?? []) if (name) costs.set(name, GROUPED);
  }
  return costs;
}
