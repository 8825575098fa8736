import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repository } from './target.ts';

/**
 * Bundles the desktop shell into a folder that Electron runs as it is. CommonJS, because a sandboxed preload script can
 * be nothing else.
 * @returns absolute paths of the source files that went in
 */
export async function bundleShell(folder: string): Promise<readonly string[]> {
  const source = join(repository, 'src', 'main', 'shell');
  const result = await build({
    entryPoints: { main: join(source, 'main.ts'), preload: join(source, 'preload.ts') },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    absWorkingDir: repository,
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: ['electron'],
    metafile: true,
    logLevel: 'warning',
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest(), null, 2));
  return Object.keys(result.metafile.inputs).map((file) => join(repository, file));
}

function manifest(): object {
  const { version, description, license } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  return { name: 'winnow', productName: 'Winnow', version, description, license, author: 'The Winnow authors', main: 'main.cjs' };
}
