import { stat } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Plugin } from 'esbuild';
import { runtimeError } from './function-error.ts';
import type { FunctionError } from './function-error.ts';

interface Bundle {
  /** URL of a file; another one each time anything in it has changed. */
  readonly url: string;
}

/**
 * Bundles a function's module, JavaScript or TypeScript, with everything it imports but packages. Bundled again when
 * one of these files has changed since. Inside, `import.meta.url`, `__filename` and `__dirname` are the module's.
 * @param module absolute path
 * @param directory where the bundles go
 */
export function createBundler(module: string, directory: string, name: string): () => Promise<Bundle | FunctionError> {
  let number = 0;
  let current: { readonly bundle: Bundle; readonly stamps: Readonly<Record<string, string>> } | undefined;
  let building: Promise<Bundle | FunctionError> | undefined;

  const refresh = async (): Promise<Bundle | FunctionError> => {
    if (current && (await unchanged(current.stamps))) return current.bundle;
    const file = join(directory, `${name}-${(number += 1)}.mjs`);
    const built = await build(module, file);
    if ('errorType' in built) return built;
    current = { bundle: { url: pathToFileURL(file).href }, stamps: await stampAll(built.inputs) };
    return current.bundle;
  };
  return () => (building ??= refresh().finally(() => (building = undefined)));
}

async function build(module: string, outfile: string): Promise<{ readonly inputs: readonly string[] } | FunctionError> {
  const esbuild = await import('esbuild');
  try {
    const { metafile } = await esbuild.build({
      entryPoints: [module],
      outfile,
      absWorkingDir: dirname(module),
      bundle: true,
      metafile: true,
      platform: 'node',
      target: 'node20',
      format: 'esm',
      sourcemap: 'inline',
      sourcesContent: false,
      logLevel: 'silent',
      plugins: [packagesStayOutside],
      define: {
        'import.meta.url': JSON.stringify(pathToFileURL(module).href),
        __filename: JSON.stringify(module),
        __dirname: JSON.stringify(dirname(module)),
      },
    });
    return { inputs: Object.keys(metafile.inputs).map((input) => join(dirname(module), input)) };
  } catch (error) {
    return bundlingError(error as BuildFailure);
  }
}

/** Packages are loaded from where they are installed: they may hold native code or look for their own files. */
const packagesStayOutside: Plugin = {
  name: 'packages-stay-outside',
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, async ({ path, kind, pluginData, ...from }) => {
      if (kind === 'entry-point' || pluginData === packagesStayOutside) return undefined;
      if (isBuiltin(path)) return { path, external: true };
      const found = await build.resolve(path, { kind, ...from, pluginData: packagesStayOutside });
      if (found.errors.length > 0 || !found.path.includes(`${sep}node_modules${sep}`)) return undefined;
      return { path: kind === 'require-call' ? found.path : pathToFileURL(found.path).href, external: true };
    });
  },
};

function bundlingError({ errors }: BuildFailure): FunctionError {
  const [first] = errors;
  const place = first?.location ? ` (${first.location.file}:${first.location.line}:${first.location.column})` : '';
  const text = `${first?.text ?? 'The module could not be bundled'}${place}`;
  return text.startsWith('Could not resolve')
    ? runtimeError('Runtime.ImportModuleError', `Error: ${text}`)
    : runtimeError('Runtime.UserCodeSyntaxError', `SyntaxError: ${text}`);
}

async function stampAll(files: readonly string[]): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file, await stamp(file)] as const)));
}

async function unchanged(stamps: Readonly<Record<string, string>>): Promise<boolean> {
  const now = await stampAll(Object.keys(stamps));
  return Object.entries(stamps).every(([file, then]) => now[file] === then);
}

/** Says when a file was last changed; a file that is gone has a stamp, too. */
async function stamp(file: string): Promise<string> {
  try {
    const { mtimeMs, size } = await stat(file);
    return `${mtimeMs}/${size}`;
  } catch {
    return 'gone';
  }
}
