import { resolve } from 'node:path';
import type { Command } from 'commander';
import { mergeFolders } from '../dataset/merged-sources.ts';
import type { CliContext } from './cli-context.ts';

/** `winnow merge` */
export function addMergeCommand(program: Command, context: CliContext): void {
  program
    .command('merge')
    .description('make a folder that is several datasets in one: a link to each, so that nothing is copied or written to')
    .argument('<out>', 'a folder that is not there yet, or one made by this before, to add more')
    .argument('<folders...>', 'the datasets; each keeps its name as the first folder of its samples’ paths')
    .option('--json', 'print the list of all its folders as JSON')
    .action(async (out: string, folders: readonly string[], { json = false }: { json?: boolean }) => {
      const sources = await mergeFolders(resolve(out), folders);
      const lines = sources.map(({ name, folder }) => `${name}: ${folder}\n`);
      const text = `${lines.join('')}Now: winnow index ${out}\n`;
      await context.out.write(json ? `${JSON.stringify(sources)}\n` : text);
    });
}
