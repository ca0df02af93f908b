import { innerContext, sameContext, type SyntaxNode } from './syntax-tree.ts';

const OPERATORS: ReadonlySet<unknown> = new Set(['+', '-', '*', '/', '%']);

/** Does an expression compute numbers, and not only hand on what it is given? */
export function hasArithmetic(root: SyntaxNode): boolean {
  const waiting = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === 'binary' && OPERATORS.has(node.value)) return true;
    for (const inner of sameContext(node)) waiting.push(inner);
    for (const inner of innerContext(node)) waiting.push(inner);
  }
  return false;
}
