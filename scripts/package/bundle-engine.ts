import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { WORKER_ENTRIES } from '../../src/workers/rpc/entry-url.ts';
import { NATIVE_MODULES } from './native-modules.ts';
import { repository } from './target.ts';

/** Bundled CommonJS expects these; ES modules have none. */
const COMMONJS_SHIM = [
  "import { createRequire as winnowCreateRequire } from 'node:module';",
  'const require = winnowCreateRequire(import.meta.url);',
  'const __filename = import.meta.filename;',
  'const __dirname = import.meta.dirname;',
].join('\n');

/**
 * Bundles the engine, the command line and every worker, flat in one folder: they find each other there.
 * @returns absolute paths of the source files that went in
 */
export async function bundleEngine(folder: string): Promise<readonly string[]> {
  const workers = WORKER_ENTRIES.map((entry) => [basename(entry), join(repository, 'src', 'workers', `${entry}.ts`)]);
  const result = await build({
    entryPoints: {
      engine: join(repository, 'src', 'main', 'engine.ts'),
      cli: join(repository, 'src', 'main', 'cli.ts'),
      ...Object.fromEntries(workers),
    },
    outdir: folder,
    absWorkingDir: repository,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    banner: { js: COMMONJS_SHIM },
    external: [...NATIVE_MODULES],
    metafile: true,
    logLevel: 'warning',
  });
  return Object.keys(result.metafile.inputs).map((file) => join(repository, file));
}
