import { join } from 'node:path';
import { build } from 'vite';
import { repository } from './target.ts';

/**
 * Builds the page into a folder.
 * @returns absolute paths of the modules that went in
 */
export async function buildPage(folder: string): Promise<readonly string[]> {
  const modules: string[] = [];
  await build({
    configFile: join(repository, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
    plugins: [{ name: 'list-modules', moduleParsed: ({ id }) => void modules.push(id.split('?', 1)[0] ?? id) }],
  });
  return modules;
}
