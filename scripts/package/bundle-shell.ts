import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const repository = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles the desktop shell into dist/shell: an app folder that Electron runs as it is, and that the package holds. CommonJS, because
 * a sandboxed preload script can be nothing else.
 */
export async function bundleShell(): Promise<void> {
  const folder = join(repository, 'dist', 'shell');
  const source = join(repository, 'src', 'main', 'shell');
  await build({
    entryPoints: { main: join(source, 'main.ts'), preload: join(source, 'preload.ts') },
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    external: ['electron'],
    logLevel: 'warning',
  });
  const { version, description, license } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'winnow', productName: 'Winnow', version, description, license, main: 'main.cjs' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
}

if (import.meta.main) await bundleShell();
