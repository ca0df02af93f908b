/** A run of anything, or a literal character; a backslash makes a literal of the star or backslash after it. */
const TOKENS = /\\([*\\])|\*|[^*]/gu;

/** StringMatches: `*` stands for any run of characters, also none; `\*` for a star and `\\` for a backslash. */
export function wildcardMatcher(pattern: string): (text: string) => boolean {
  const pieces: string[] = [];
  let piece = '';
  for (const [token, escaped] of pattern.matchAll(TOKENS)) {
    if (token !== '*') piece += escaped ?? token;
    else {
      pieces.push(piece);
      piece = '';
    }
  }
  const [first, ...rest] = [...pieces, piece];
  const last = rest.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first)) return false;
    // Taking each part where it first occurs leaves the most room for the others.
    let end = first.length;
    for (const middle of rest) {
      const found = text.indexOf(middle, end);
      if (found < 0) return false;
      end = found + middle.length;
    }
    return text.length - last.length >= end && text.endsWith(last);
  };
}
