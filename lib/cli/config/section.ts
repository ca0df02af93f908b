/** What is wrong, and where: keys from the top of the file down. */
export interface ConfigProblem {
  readonly path: readonly string[];
  readonly text: string;
}

export type Report = (path: readonly string[], text: string) => void;
export type Section = Readonly<Record<string, unknown>>;

/** A mapping; nothing at all counts as an empty one. */
export function section(value: unknown, path: readonly string[], report: Report): Section {
  if (value === undefined || value === null) return {};
  if (isMapping(value)) return value;
  report(path, `${path.length === 0 ? 'The file' : `'${path.join('.')}'`} must be a mapping`);
  return {};
}

export function isMapping(value: unknown): value is Section {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
