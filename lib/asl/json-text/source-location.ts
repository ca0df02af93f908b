/** How much of the source Jackson quotes. */
const MAX_QUOTED_LENGTH = 500;

/**
 * Jackson's description of a place in a text, e.g. `[Source: (String)"not json"; line: 1, column: 4]`.
 * `offset` counts UTF-16 units from 0; line and column count from 1.
 */
export function sourceLocation(text: string, offset: number): string {
  let line = 1;
  let lineStart = 0;
  for (let index = 0; index < offset; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x0a || (unit === 0x0d && text.charCodeAt(index + 1) !== 0x0a)) {
      line += 1;
      lineStart = index + 1;
    }
  }
  return `[Source: (String)${quoted(text)}; line: ${line}, column: ${offset - lineStart + 1}]`;
}

function quoted(text: string): string {
  const shown = text.slice(0, MAX_QUOTED_LENGTH);
  const rest = text.length - shown.length;
  return `"${escapeControls(shown)}"${rest > 0 ? `[truncated ${rest} chars]` : ''}`;
}

/** Control characters but line ends are shown as escapes. */
function escapeControls(text: string): string {
  return Array.from(text, (character) => {
    const code = character.charCodeAt(0);
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
    if (!isControl || character === '\n' || character === '\r') return character;
    return `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
  }).join('');
}
