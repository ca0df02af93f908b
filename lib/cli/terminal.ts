type Colour = 'red' | 'green' | 'yellow' | 'grey' | 'bold';

const CODES: Readonly<Record<Colour, readonly [number, number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  grey: [90, 39],
  bold: [1, 22],
};

export type Paint = (colour: Colour, text: string) => string;

/** Colours for a terminal; plain text for files, pipes, and people who ask for it with NO_COLOR. */
export function painter(stream: { readonly isTTY?: boolean }, environment: NodeJS.ProcessEnv): Paint {
  if (!stream.isTTY || environment['NO_COLOR']) return (_, text) => text;
  return (colour, text) => {
    const [on, off] = CODES[colour];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  };
}
