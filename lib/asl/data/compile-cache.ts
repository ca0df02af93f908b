/** Enough for the texts of the machines that run at one time; the oldest entry leaves when it is full. */
const CAPACITY = 4096;

/** Remembers what `compile` made of each text. What throws is not remembered. */
export function compileOnce<Compiled>(compile: (text: string) => Compiled): (text: string) => Compiled {
  const compiled = new Map<string, Compiled>();
  return (text) => {
    const known = compiled.get(text);
    if (known !== undefined) return known;
    const made = compile(text);
    if (compiled.size >= CAPACITY) {
      for (const oldest of compiled.keys()) {
        compiled.delete(oldest);
        break;
      }
    }
    compiled.set(text, made);
    return made;
  };
}
