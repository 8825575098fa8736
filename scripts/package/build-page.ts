import { join, resolve } from 'node:path';
import { build } from 'vite';
import { repository } from './target.ts';

/**
 * Builds the page into a folder.
 * @returns absolute paths of the files that went in
 */
export async function buildPage(folder: string): Promise<readonly string[]> {
  const files: string[] = [];
  await build({
    configFile: join(repository, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: folder, emptyOutDir: true },
    plugins: [
      {
        name: 'list-files',
        // Fonts and pictures of style sheets are assets, all else is in the chunks.
        generateBundle(_options, bundle) {
          for (const part of Object.values(bundle)) {
            files.push(...(part.type === 'chunk' ? part.moduleIds : part.originalFileNames));
          }
        },
      },
    ],
  });
  return files.map((file) => resolve(repository, 'src', 'renderer', file.split('?', 1)[0] ?? file));
}
