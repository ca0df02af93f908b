/**
 * Does this value name a table or a queue of Stepyard itself? A part of a text is enough: they have ARNs and URLs of many
 * forms. Names of members count, too: DynamoDB's batches have tables there.
 */
export function namesOwnResource(value: unknown, ownResources: readonly string[]): boolean {
  if (ownResources.length === 0) return false;
  const isOwn = (text: string) => ownResources.some((own) => decoded(text).includes(own));
  const names = (within: unknown): boolean => {
    if (typeof within === 'string') return isOwn(within);
    if (typeof within !== 'object' || within === null) return false;
    return Object.entries(within).some(([name, member]) => isOwn(name) || names(member));
  };
  return names(value);
}

/** What services read in URLs: each sequence of escaped bytes that is a text. */
function decoded(text: string): string {
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}
