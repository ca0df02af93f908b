/**
 * Does this value name a table or a queue of Stepyard itself? A part of a text is enough: they have ARNs and URLs of many
 * forms. Names of members count, too: DynamoDB's batches have tables there.
 */
export function namesOwnResource(value: unknown, ownResources: readonly string[]): boolean {
  if (ownResources.length === 0) return false;
  const isOwn = (text: string) => {
    const plain = decoded(text);
    return ownResources.some((own) => plain.includes(own));
  };
  const names = (within: unknown): boolean => {
    if (typeof within === 'string') return isOwn(within);
    if (typeof within !== 'object' || within === null) return false;
    return Object.entries(within).some(([name, member]) => isOwn(name) || names(member));
  };
  return names(value);
}

/** An ASCII character as in URLs. Names have no others, and these alone are decoded whatever stands beside them. */
const ESCAPED = /%([0-7][0-9a-f])/gi;
/** A service may read what was escaped twice, or once more on its way. */
const TIMES = 3;

/** What services read in URLs. */
function decoded(text: string): string {
  let plain = text;
  for (let time = 0; time < TIMES && plain.includes('%'); time += 1) {
    plain = plain.replaceAll(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
  }
  return plain;
}
